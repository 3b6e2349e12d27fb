import type { AskwellClient } from '../client.js';
import type { Clock } from '../clock.js';
import { createVisitorApi } from '../visitor/index.js';
import type { ChatEvent } from './chat-state.js';
import type { ChatAttachment, ChatFailure, ChatSession, ChatState } from './chat-types.js';
import { toChatFailure } from './to-chat-failure.js';

export interface VisitorVerbsOptions {
  client: AskwellClient;
  clock: Clock;
  getState(): ChatState;
  dispatch(event: ChatEvent): void;
  /** Forgets the visitor here. */
  reset(): void;
  /** The conversation that is shown; begins one where there is none. */
  openedConversation(): Promise<string>;
  leaveConversation(): void;
}

export type VisitorVerbs = Pick<
  ChatSession,
  | 'suggest'
  | 'attach'
  | 'detach'
  | 'answerTool'
  | 'requestHandoff'
  | 'saveDetails'
  | 'refresh'
  | 'markRead'
  | 'listConversations'
  | 'renameConversation'
  | 'deleteConversation'
  | 'clearData'
>;

/** The verbs beside asking. */
export function createVisitorVerbs(options: VisitorVerbsOptions): VisitorVerbs {
  const { client, clock, getState, dispatch } = options;
  const api = createVisitorApi(client);

  /** Null where it went well. */
  const attempt = async (work: () => Promise<void>): Promise<ChatFailure | null> => {
    try {
      await work();
      return null;
    } catch (error) {
      return toChatFailure(error, clock);
    }
  };

  const readVisitor = async (): Promise<void> => {
    const { conversationId } = getState();
    const [visitor, conversation] = await Promise.all([
      api.me(),
      conversationId === null ? undefined : api.conversation(conversationId),
    ]);
    dispatch({ type: 'visitor-read', visitor });
    if (conversation?.id === getState().conversationId)
      dispatch({ type: 'handoff-changed', handoff: conversation?.handoff ?? null });
  };

  return {
    async suggest(messageId) {
      // without suggestions the chat is whole
      await attempt(async () => dispatch({ type: 'suggested', messageId, suggestions: await api.suggestions(messageId) }));
    },
    async attach(file, filename) {
      const id = crypto.randomUUID();
      const name = filename ?? ('name' in file && typeof file.name === 'string' ? file.name : 'file');
      const pending: ChatAttachment = {
        id,
        name,
        bytes: file.size,
        state: 'uploading',
        progress: 0,
        attachment: null,
        failure: null,
      };
      const settle = (change: Partial<ChatAttachment>): void => {
        if (getState().attachments.some((other) => other.id === id))
          dispatch({ type: 'attachment-changed', id, attachment: { ...pending, ...change } });
      };
      dispatch({ type: 'attachment-changed', id, attachment: pending });
      const failure = await attempt(async () => {
        const onProgress = (progress: number): void => settle({ progress });
        const attachment = await api.attach(await options.openedConversation(), file, { filename: name, onProgress });
        settle({ id: attachment.id, state: 'ready', progress: 1, attachment });
      });
      if (failure !== null) settle({ state: 'failed', failure });
    },
    async detach(id) {
      const isStored = getState().attachments.some((other) => other.id === id && other.attachment !== null);
      dispatch({ type: 'attachment-removed', id });
      if (isStored) await attempt(() => api.detach(id)); // it goes with its conversation at the latest
    },
    async answerTool(toolCallId, outcome) {
      const answer = getState().items.find(
        (item) => item.kind === 'answer' && item.toolCalls.some((call) => call.toolCallId === toolCallId),
      );
      // the run tells of a call that nobody answers
      if (answer?.kind === 'answer') await attempt(() => api.answerTool(answer.runId, { toolCallId, ...outcome }));
    },
    requestHandoff: (handoff) =>
      attempt(async () => {
        const { id, status, createdAt } = await api.requestHandoff(await options.openedConversation(), handoff);
        dispatch({ type: 'handoff-changed', handoff: { id, status, at: createdAt } });
      }),
    saveDetails: (details) =>
      attempt(async () => {
        const saved = await api.saveDetails(details);
        const { visitor } = getState();
        if (visitor === null) await readVisitor();
        else dispatch({ type: 'visitor-read', visitor: { ...visitor, details: saved } });
      }),
    async refresh() {
      await attempt(readVisitor);
    },
    async markRead() {
      const { conversationId, visitor } = getState();
      if (conversationId === null) return;
      await attempt(async () => {
        await api.markRead(conversationId);
        if (visitor !== null && visitor.unread > 0) await readVisitor();
      });
    },
    async listConversations(cursor) {
      try {
        return await client.conversations.list({ limit: 50, cursor });
      } catch {
        return null;
      }
    },
    renameConversation: async (id, title) => (await attempt(async () => void (await api.renameConversation(id, title)))) === null,
    async deleteConversation(id) {
      const failure = await attempt(() => api.deleteConversation(id));
      if (failure === null && getState().conversationId === id) options.leaveConversation();
      return failure === null;
    },
    async clearData() {
      const failure = await attempt(() => api.erase());
      if (failure === null) options.reset();
      return failure === null;
    },
  };
}
