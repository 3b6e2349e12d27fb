/** The parts of the chat that most visitors never see, each in a chunk of its own, with the style that they share. */
const withStyle = async <Module>(load: Promise<Module>): Promise<Module> => {
  const [module] = await Promise.all([load, import('@askwell/sdk/styles/views.css')]);
  return module;
};

export const loadAttachments = async () => (await withStyle(import('@askwell/sdk/views/attachments'))).createAttachments;
export const loadCommentForm = async () => (await withStyle(import('@askwell/sdk/views/comment-form'))).createCommentForm;
export const loadConversationList = async () =>
  (await withStyle(import('@askwell/sdk/views/conversation-list'))).createConversationList;
export const loadLeadForm = async () => (await withStyle(import('@askwell/sdk/views/lead-form'))).createLeadForm;
export const loadToolCard = async () => (await withStyle(import('@askwell/sdk/views/tool-card'))).createToolCard;
