import type { limits } from '@askwell/contract';
import type { ChatSession } from '@askwell/sdk/chat';
import { formatString, type ResolvedStrings } from '@askwell/sdk/dom';
import type { RefObject, TargetedEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon } from './icon.js';

export interface ComposerProps {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  busy: boolean;
  strings: ResolvedStrings;
  session: ChatSession;
  onAsk: (text: string) => void;
}

/** The contract's, whose values stay out of this package; its type keeps the two equal. */
const questionCharacters: (typeof limits)['questionCharacters'] = 8_000;
/** Characters left at which the counter appears. */
const counterFrom = 500;

export function Composer({ inputRef, draft, busy, strings, session, onAsk }: ComposerProps) {
  const left = questionCharacters - draft.length;
  const canSend = !busy && draft.trim() !== '' && left >= 0;

  // A page of its own takes the focus, where that does not open a phone's keyboard; a frame never takes it from its page.
  useEffect(() => {
    if (window.parent === window && matchMedia('(hover: hover)').matches) inputRef.current?.focus();
  }, [inputRef]);

  // The session's draft, not the rendered one: Enter can come before the frame that shows the last key.
  const submit = (): void => {
    const text = session.getState().draft;
    if (!busy && text.trim() !== '' && text.length <= questionCharacters) onAsk(text);
  };
  const onSubmit = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    submit();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (!isSendKey(event)) return;
    event.preventDefault();
    submit();
  };

  return (
    <div class="foot">
      <form class="composer" onSubmit={onSubmit}>
        <div class="field" data-draft={draft}>
          <textarea
            class="input"
            rows={1}
            aria-label={strings.placeholder}
            aria-describedby={left <= counterFrom ? 'counter' : undefined}
            aria-invalid={left < 0}
            placeholder={strings.placeholder}
            enterkeyhint="send"
            autocomplete="off"
            value={draft}
            ref={inputRef}
            onInput={(event) => session.setDraft(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {busy ? (
          <button class="send" type="button" aria-label={strings.stop} title={strings.stop} onClick={() => void session.stop()}>
            <Icon name="stop" />
          </button>
        ) : (
          <button class="send" type="submit" aria-label={strings.send} title={strings.send} disabled={!canSend}>
            <Icon name="send" />
          </button>
        )}
      </form>
      {left <= counterFrom ? (
        <p class="counter" id="counter" data-over={left < 0 ? '' : undefined}>
          {formatString(left < 0 ? strings.tooLong : strings.charactersLeft, { count: Math.abs(left) })}
        </p>
      ) : (
        strings.footer !== '' && <p class="footer">{strings.footer}</p>
      )}
    </div>
  );
}

/** Enter sends; Shift+Enter breaks the line; Enter that ends an input method's composition does neither. */
function isSendKey(event: KeyboardEvent): boolean {
  // keyCode 229 is Safari's only sign that the key belonged to the input method.
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
