import type { Message } from '@askwell/contract';
import type { AskwellClient } from '../client.js';
import type { ChatItem } from './chat-types.js';

const historyPages = 5;

/** A conversation's messages, oldest first, as far back as a chat shows. Throws an `AskwellError`. */
export async function readHistory(client: AskwellClient, conversationId: string): Promise<Message[]> {
  const messages: Message[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < historyPages; page += 1) {
    const { data, nextCursor } = await client.conversations.messages(conversationId, { cursor });
    messages.unshift(...data); // each page is older than the one before it
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return messages;
}

/** The newest messages, enough of them to join what is shown. Throws an `AskwellError`. */
export async function readNewest(client: AskwellClient, conversationId: string, items: readonly ChatItem[]): Promise<Message[]> {
  const { data, nextCursor } = await client.conversations.messages(conversationId);
  const shown = new Set(items.map((item) => (item.kind === 'question' ? item.clientMessageId : item.id)));
  const joins = data.some((message) => shown.has(message.role === 'user' ? message.clientMessageId : message.id));
  return joins || nextCursor === null ? data : readHistory(client, conversationId);
}

/** The id of the conversation that moved last: an identified visitor's may be one of another device. */
export async function newestConversation(client: AskwellClient): Promise<string | null> {
  try {
    return (await client.conversations.list({ limit: 1 })).data[0]?.id ?? null;
  } catch {
    return null; // the chat begins empty; the list can be asked for again
  }
}
