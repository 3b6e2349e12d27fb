export const headers = {
  requestId: 'x-request-id',
  runId: 'x-askwell-run-id',
  messageId: 'x-askwell-message-id',
  conversationId: 'x-askwell-conversation-id',
  uiMessageStream: 'x-vercel-ai-ui-message-stream',
} as const;

export const uiMessageStreamVersion = 'v1';
