import type { HttpParts } from '../http-parts.js';
import type { Router } from '../router.js';
import { addAddDocument, addAddDocuments } from './add-document.js';
import { addAnswer } from './answer.js';
import { addAttachFile, addDetachFile } from './attachments.js';
import { addGetAssistant, addListAssistants } from './assistants.js';
import { addChangeAssistant } from './change-assistant.js';
import { addChatCompletions } from './chat-completions.js';
import { addListConversations, addListMessages, addStartConversation } from './conversations.js';
import { addChangeTenant } from './change-tenant.js';
import { addCreateTenant } from './create-tenant.js';
import { addDeleteDocument, addGetDocument, addListDocuments } from './documents.js';
import { addGetUsage } from './get-usage.js';
import { addChangeHandoff, addListHandoffs, addRequestHandoff } from './handoffs.js';
import { addCreateIdentitySecret, addListIdentitySecrets, addRevokeIdentitySecret } from './identity-secrets.js';
import { addGetModel, addListModels } from './list-models.js';
import { addChangeConversation, addDeleteConversation, addGetConversation, addMarkRead } from './own-conversation.js';
import { addAnswerQuestion, addListQuestions } from './questions.js';
import { addRateMessage } from './rate-message.js';
import { addReadRun, addStopRun } from './runs.js';
import { addAnswerTool, addSuggestQuestions } from './run-extras.js';
import { addSearch } from './search.js';
import { addSendMessage } from './send-message.js';
import { addCancelSync, addPauseSource, addSyncSource } from './source-syncs.js';
import { addAddSource, addChangeSource, addDeleteSource, addGetSource, addListSources } from './sources.js';
import { addListSourcePages, addWatchSource } from './source-progress.js';
import { addStartSession } from './start-session.js';
import { addFollowConversation, addFollowVisitor } from './visitor-events.js';
import { addEraseSelf, addEraseVisitor, addGetSelf, addGetVisitor, addListVisitors, addSaveDetails } from './visitors.js';
import {
  addDeleteWebhook,
  addGetWebhook,
  addListDeliveries,
  addRenewWebhookSecret,
  addSetWebhook,
  addTestWebhook,
} from './webhook.js';
import { addWidgetConfig } from './widget-config.js';

/** Every call of the public contract. */
export function addRoutes(router: Router, parts: HttpParts): void {
  addCreateTenant(router, parts);
  addChangeTenant(router, parts);
  addGetUsage(router, parts);
  addListAssistants(router, parts);
  addGetAssistant(router, parts);
  addChangeAssistant(router, parts);

  addAddDocument(router, parts);
  addAddDocuments(router, parts);
  addListDocuments(router, parts);
  addGetDocument(router, parts);
  addDeleteDocument(router, parts);
  addAddSource(router, parts);
  addListSources(router, parts);
  addGetSource(router, parts);
  addChangeSource(router, parts);
  addDeleteSource(router, parts);
  addSyncSource(router, parts);
  addPauseSource(router, parts);
  addCancelSync(router, parts);
  addListSourcePages(router, parts);
  addWatchSource(router, parts);
  addSearch(router, parts);
  addAnswer(router, parts);
  addChatCompletions(router, parts);
  addListModels(router, parts);
  addGetModel(router, parts);
  addListQuestions(router, parts);
  addAnswerQuestion(router, parts);

  addCreateIdentitySecret(router, parts);
  addListIdentitySecrets(router, parts);
  addRevokeIdentitySecret(router, parts);
  addListHandoffs(router, parts);
  addChangeHandoff(router, parts);
  addSetWebhook(router, parts);
  addGetWebhook(router, parts);
  addDeleteWebhook(router, parts);
  addRenewWebhookSecret(router, parts);
  addTestWebhook(router, parts);
  addListDeliveries(router, parts);

  addWidgetConfig(router, parts);
  addStartSession(router, parts);
  addStartConversation(router, parts);
  addListConversations(router, parts);
  addGetConversation(router, parts);
  addChangeConversation(router, parts);
  addDeleteConversation(router, parts);
  addMarkRead(router, parts);
  addRequestHandoff(router, parts);
  addListMessages(router, parts);
  addFollowVisitor(router, parts);
  addFollowConversation(router, parts);
  addSendMessage(router, parts);
  addReadRun(router, parts);
  addStopRun(router, parts);
  addAnswerTool(router, parts);
  addAttachFile(router, parts);
  addDetachFile(router, parts);
  addSuggestQuestions(router, parts);
  addRateMessage(router, parts);
  // Before the calls that take an id: `me` is none.
  addGetSelf(router, parts);
  addSaveDetails(router, parts);
  addEraseSelf(router, parts);
  addListVisitors(router, parts);
  addGetVisitor(router, parts);
  addEraseVisitor(router, parts);
}
