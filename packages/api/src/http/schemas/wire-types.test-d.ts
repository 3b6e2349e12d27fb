import type { z } from '@hono/zod-openapi';
import type * as wire from '@askwell/contract';
import type * as answers from './answers.js';
import type * as conversations from './conversations.js';
import type * as knowledge from './knowledge.js';
import type * as sources from './sources.js';
import type * as questions from './questions.js';
import type * as tenancy from './tenancy.js';
import type * as usage from './usage.js';
import type * as visitors from './visitors.js';
import type * as widget from './widget.js';

/** The schemas say `satisfies` one way; this says the other: whatever the wire type allows, the schema takes or gives. */
type Gives<Wire, Schema extends z.ZodType> = Wire extends z.output<Schema> ? true : [Wire, 'is wider than', z.output<Schema>];
type Takes<Wire, Schema extends z.ZodType> = Wire extends z.input<Schema> ? true : [Wire, 'is wider than', z.input<Schema>];

function holds<_Check extends true>(): void {}

holds<Takes<wire.NewTenant, typeof tenancy.newTenantSchema>>();
holds<Gives<wire.CreatedTenant, typeof tenancy.createdTenantSchema>>();
holds<Takes<wire.AssistantChanges, typeof tenancy.assistantChangesSchema>>();
holds<Gives<wire.Assistant, typeof tenancy.assistantSchema>>();
holds<Takes<wire.TenantChanges, typeof usage.tenantChangesSchema>>();
holds<Gives<wire.Tenant, typeof usage.tenantSchema>>();
holds<Gives<wire.UsageReport, typeof usage.usageReportSchema>>();
holds<Gives<wire.WidgetConfig, typeof widget.widgetConfigSchema>>();
holds<Takes<wire.NewTextDocument, typeof knowledge.newTextDocumentSchema>>();
holds<Takes<wire.NewPageDocument, typeof knowledge.newPageDocumentSchema>>();
holds<Gives<wire.AcceptedDocument, typeof knowledge.acceptedDocumentSchema>>();
holds<Gives<wire.Document, typeof knowledge.documentSchema>>();
holds<Gives<wire.DocumentWithText, typeof knowledge.documentWithTextSchema>>();
holds<Takes<wire.NewSource, typeof sources.newSourceSchema>>();
holds<Takes<wire.SourceChanges, typeof sources.sourceChangesSchema>>();
holds<Gives<wire.Source, typeof sources.sourceSchema>>();
holds<Gives<wire.SourcePage, typeof sources.sourcePageSchema>>();
holds<Takes<wire.SearchRequest, typeof answers.searchRequestSchema>>();
holds<Gives<wire.SearchResponse, typeof answers.searchResponseSchema>>();
holds<Takes<wire.AnswerRequest, typeof answers.answerRequestSchema>>();
holds<Gives<wire.Answer, typeof answers.answerSchema>>();
holds<Gives<wire.Citation, typeof answers.citationSchema>>();
holds<Gives<wire.QuestionGroup, typeof questions.questionGroupSchema>>();
holds<Takes<wire.NewQuestionAnswer, typeof questions.newQuestionAnswerSchema>>();
holds<Takes<wire.NewSession, typeof conversations.newSessionSchema>>();
holds<Gives<wire.Session, typeof conversations.sessionSchema>>();
holds<Gives<wire.Conversation, typeof conversations.conversationSchema>>();
holds<Takes<wire.NewMessage, typeof conversations.newMessageSchema>>();
holds<Takes<wire.Feedback, typeof conversations.feedbackSchema>>();
holds<Gives<wire.Message, typeof conversations.messageSchema>>();
holds<Takes<wire.ConversationChanges, typeof conversations.conversationChangesSchema>>();
holds<Takes<wire.NewVisitorDetails, typeof visitors.newVisitorDetailsSchema>>();
holds<Gives<wire.VisitorDetails, typeof visitors.visitorDetailsSchema>>();
holds<Gives<wire.VisitorSelf, typeof visitors.visitorSelfSchema>>();
holds<Gives<wire.Visitor, typeof visitors.visitorSchema>>();
holds<Gives<wire.IdentitySecret, typeof visitors.identitySecretSchema>>();
holds<Gives<wire.CreatedIdentitySecret, typeof visitors.createdIdentitySecretSchema>>();
