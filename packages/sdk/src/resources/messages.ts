import type { Feedback } from '@askwell/contract';
import { requestJson, type Transport } from '../request.js';

export interface MessagesResource {
  /** Sets the visitor's rating of an answer; a later one replaces it. */
  rate(messageId: string, feedback: Feedback, options?: { signal?: AbortSignal | undefined }): Promise<void>;
}

export function createMessages(transport: Transport): MessagesResource {
  return {
    async rate(messageId, feedback, options) {
      const path = `/v1/messages/${encodeURIComponent(messageId)}/feedback`;
      await requestJson<unknown>(transport, { method: 'PUT', path, body: feedback, signal: options?.signal, repeatable: true });
    },
  };
}
