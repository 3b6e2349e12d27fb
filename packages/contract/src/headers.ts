export const headers = {
  requestId: 'x-request-id',
  runId: 'x-askwell-run-id',
  messageId: 'x-askwell-message-id',
  conversationId: 'x-askwell-conversation-id',
} as const;

export const uiMessageStreamHeader = 'x-vercel-ai-ui-message-stream';
export const uiMessageStreamVersion = 'v1';
