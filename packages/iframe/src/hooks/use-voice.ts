import type { ChatSession } from '@askwell/sdk/chat';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface Voice {
  /** Null where the browser has no recognition, or refused it. */
  listening: boolean | null;
  toggle: () => void;
  stop: () => void;
}

/** Takes words from the microphone into the draft, where the browser can. */
export function useVoice(session: ChatSession): Voice {
  const [listening, setListening] = useState<boolean | null>(() =>
    'SpeechRecognition' in globalThis || 'webkitSpeechRecognition' in globalThis ? false : null,
  );
  const end = useRef<(() => void) | null>(null);
  const stop = useCallback(() => {
    end.current?.();
    end.current = null;
  }, []);

  const toggle = useCallback(() => {
    if (end.current) return stop();
    setListening(true);
    const draft = session.getState().draft.trimEnd();
    import('@askwell/sdk/views/voice-input').then(
      ({ listen }) => {
        end.current = listen({
          language: document.documentElement.lang,
          onText: (text) => session.setDraft(draft === '' ? text : `${draft} ${text}`),
          onEnd(failed) {
            end.current = null;
            setListening(failed ? null : false);
          },
        });
      },
      () => setListening(false), // the next press fetches it again
    );
    return undefined;
  }, [session, stop]);

  useEffect(() => stop, [stop]);
  return { listening, toggle, stop };
}
