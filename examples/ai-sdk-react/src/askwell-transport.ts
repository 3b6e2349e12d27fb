import type { AnswerStatus, Citation } from '@askwell/sdk';
import { DefaultChatTransport, type UIMessage } from 'ai';

/** What Askwell adds to a message: the run's id, and each citation with its quote. */
export type AskwellMessage = UIMessage<{ runId: string; answered?: boolean }, { citation: Citation; status: AnswerStatus }>;

export interface AskwellTransport extends DefaultChatTransport<AskwellMessage> {
  /** Ends the answer at the server too; to leave alone does not. */
  stopRun(runId: string): Promise<void>;
}

interface Opened {
  token: string;
  conversationId: string;
}

/** Opens a visitor's session and a conversation with the first message, then sends each message into it. */
export function createAskwellTransport(options: { baseUrl: string; publishableKey: string }): AskwellTransport {
  const { baseUrl, publishableKey } = options;
  let opened: Promise<Opened> | undefined;

  async function post(path: string, { token, body }: { token?: string; body?: object } = {}): Promise<Response> {
    const response = await fetch(`${baseUrl}${path}`, {
      method: 'POST',
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(((await response.json()) as { detail: string }).detail);
    return response;
  }

  async function open(): Promise<Opened> {
    const session = (await (await post('/v1/sessions', { body: { key: publishableKey } })).json()) as { token: string };
    const conversation = (await (await post('/v1/conversations', { token: session.token })).json()) as { id: string };
    return { token: session.token, conversationId: conversation.id };
  }

  function ensureOpen(): Promise<Opened> {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  const transport = new DefaultChatTransport<AskwellMessage>({
    async prepareSendMessagesRequest({ messages, trigger }) {
      const { token, conversationId } = await ensureOpen();
      const question = messages.findLast(({ role }) => role === 'user');
      const text = question?.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
      // The same id again would replay the first answer.
      const clientMessageId = trigger === 'regenerate-message' ? crypto.randomUUID() : question?.id;
      return {
        api: `${baseUrl}/v1/conversations/${conversationId}/messages`,
        headers: { authorization: `Bearer ${token}` },
        body: { text, clientMessageId },
      };
    },
  });
  return Object.assign(transport, {
    async stopRun(runId: string) {
      const { token } = await ensureOpen();
      await post(`/v1/runs/${runId}/stop`, { token });
    },
  });
}
