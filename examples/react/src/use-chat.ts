import { createChatSession, initialChatState, type ChatSession, type ChatState } from '@askwell/sdk/chat';
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';

const empty = initialChatState(true);

/** One chat session for the life of the component, and its present state. */
export function useChat(baseUrl: string, key: string): { session: ChatSession | null; state: ChatState } {
  const [session, setSession] = useState<ChatSession | null>(null);

  useEffect(() => {
    const created = createChatSession({ baseUrl, key, storageKey: 'own-chat' });
    setSession(created);
    void created.restore();
    return () => created.close();
  }, [baseUrl, key]);

  const subscribe = useCallback((listener: () => void) => session?.subscribe(listener) ?? (() => undefined), [session]);
  const state = useSyncExternalStore(subscribe, () => session?.getState() ?? empty);
  return { session, state };
}
