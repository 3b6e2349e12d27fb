export {
  createAdminClient,
  type AdminClient,
  type AdminClientOptions,
  type CallOptions,
  type UsageOptions,
} from './admin-client.js';
export type { DocumentsResource, UploadOptions } from './documents.js';
export type { HandoffPageOptions, HandoffsResource, WebhookResource } from './handoffs.js';
export type { QuestionPageOptions, QuestionsResource } from './questions.js';
export type { SourcePagesOptions, SourcesResource } from './sources.js';
export type { IdentitySecretsResource, VisitorPageOptions, VisitorsResource } from './visitors.js';
