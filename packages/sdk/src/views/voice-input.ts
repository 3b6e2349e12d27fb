/** The browser's own recognition; its types are not in every version of the DOM's. */
interface Recognition extends EventTarget {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  start(): void;
  stop(): void;
  abort(): void;
}

interface RecognitionResultEvent extends Event {
  results: ArrayLike<ArrayLike<{ transcript: string }>>;
}

export interface VoiceOptions {
  /** BCP 47 tag of what is spoken. */
  language: string;
  /** What has been understood so far, the whole of it. */
  onText: (text: string) => void;
  /** Listening has ended; `failed` where the microphone cannot be used. */
  onEnd: (failed: boolean) => void;
}

/** Listens until the visitor pauses, or until the returned function is called. */
export function listen({ language, onText, onEnd }: VoiceOptions): () => void {
  const { SpeechRecognition, webkitSpeechRecognition } = window as unknown as Record<string, (new () => Recognition) | undefined>;
  const Listening = SpeechRecognition ?? webkitSpeechRecognition;
  if (!Listening) {
    onEnd(true);
    return () => undefined;
  }
  const recognition = new Listening();
  let failed = false;
  recognition.lang = language;
  recognition.interimResults = true;
  recognition.continuous = false;
  recognition.addEventListener('result', (event) => {
    const { results } = event as RecognitionResultEvent;
    onText(
      Array.from(results, (result) => result[0]?.transcript ?? '')
        .join(' ')
        .trim(),
    );
  });
  recognition.addEventListener('error', (event) => {
    const { error } = event as Event & { error?: string };
    failed = error !== 'no-speech' && error !== 'aborted';
  });
  recognition.addEventListener('end', () => onEnd(failed));
  try {
    recognition.start();
  } catch {
    onEnd(true); // a page whose Permissions-Policy forbids the microphone
  }
  return () => recognition.stop();
}
