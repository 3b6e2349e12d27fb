import type { LoadView } from './view-slot.js';
import type { AttachmentsProps } from '@askwell/sdk/views/attachments';
import type { CommentFormProps } from '@askwell/sdk/views/comment-form';
import type { ConversationListProps } from '@askwell/sdk/views/conversation-list';
import type { LeadFormProps } from '@askwell/sdk/views/lead-form';
import type { ToolCardProps } from '@askwell/sdk/views/tool-card';

/** The parts of the chat that most visitors never see, each in a chunk of its own. */
export const views: {
  attachments: LoadView<AttachmentsProps>;
  commentForm: LoadView<CommentFormProps>;
  conversationList: LoadView<ConversationListProps>;
  leadForm: LoadView<LeadFormProps>;
  toolCard: LoadView<ToolCardProps>;
} = {
  attachments: async () => (await import('@askwell/sdk/views/attachments')).createAttachments,
  commentForm: async () => (await import('@askwell/sdk/views/comment-form')).createCommentForm,
  conversationList: async () => (await import('@askwell/sdk/views/conversation-list')).createConversationList,
  leadForm: async () => (await import('@askwell/sdk/views/lead-form')).createLeadForm,
  toolCard: async () => (await import('@askwell/sdk/views/tool-card')).createToolCard,
};
