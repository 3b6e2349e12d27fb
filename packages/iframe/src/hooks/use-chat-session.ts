import { createChatSession, type ChatSession, type ChatState } from '@askwell/sdk/chat';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { HostContext } from '../embedding/host-context.js';

export interface Chat {
  session: ChatSession;
  state: ChatState;
  /** An answer is on its way. */
  busy: boolean;
}

/** Milliseconds between two renders of a growing answer: nobody reads faster. */
const drawEvery = 30;

/** One chat session for the life of the page; its changes are rendered at most once a frame, a growing answer in every second. */
export function useChatSession(baseUrl: string, key: string): Chat {
  const link = useContext(HostContext);
  const session = useMemo(
    () => createChatSession({ baseUrl, key, tools: () => link?.tools ?? [], page: () => link?.page }),
    [baseUrl, key, link],
  );
  const [state, setState] = useState(() => session.getState());

  useEffect(() => {
    let frame = 0;
    let shown = session.getState();
    let drawn = 0;
    const show = (): void => {
      frame = 0;
      shown = session.getState();
      setState(shown);
    };
    const draw = (now: number): void => {
      if (session.getState().status === 'streaming' && now - drawn < drawEvery) {
        frame = requestAnimationFrame(draw);
        return;
      }
      drawn = now;
      show();
    };
    const unsubscribe = session.subscribe((next) => {
      // A hidden page gets no frames, and what is typed must not be a frame behind its field.
      if (document.hidden || next.draft !== shown.draft) show();
      else if (frame === 0) frame = requestAnimationFrame(draw);
    });
    void session.restore();
    return () => {
      cancelAnimationFrame(frame);
      unsubscribe();
      session.close();
    };
  }, [session]);

  return { session, state, busy: isBusy(state) };
}

function isBusy({ status }: ChatState): boolean {
  return status === 'sending' || status === 'streaming' || status === 'resuming';
}
