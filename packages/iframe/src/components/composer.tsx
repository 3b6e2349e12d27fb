import type { limits, ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatSession, ChatState } from '@askwell/sdk/chat';
import { formatString, type PanelModel, type ResolvedStrings } from '@askwell/sdk/dom';
import type { RefObject, TargetedEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect } from 'preact/hooks';
import { useVoice } from '../hooks/use-voice.js';
import { Icon } from './icon.js';
import { ViewSlot } from './view-slot.js';
import { loadAttachments } from './views.js';

export interface ComposerProps {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  state: ChatState;
  busy: boolean;
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
  session: ChatSession;
  model: PanelModel;
  onAsk: (text: string) => void;
}

/** The contract's, whose values stay out of this package; its type keeps the two equal. */
const questionCharacters: (typeof limits)['questionCharacters'] = 8_000;
/** Characters left at which the counter appears. */
const counterFrom = 500;

export function Composer({ inputRef, state, busy, config, strings, session, model, onAsk }: ComposerProps) {
  const { draft, attachments } = state;
  const left = questionCharacters - draft.length;
  const uploading = attachments.some((file) => file.state === 'uploading');
  const canSend = !busy && !uploading && draft.trim() !== '' && left >= 0;
  const voice = useVoice(session);

  // A page of its own takes the focus, where that does not open a phone's keyboard; a frame never takes it from its page.
  useEffect(() => {
    if (window.parent === window && matchMedia('(hover: hover)').matches) inputRef.current?.focus();
  }, [inputRef]);

  // The session's draft, not the rendered one: Enter can come before the frame that shows the last key.
  const submit = (): void => {
    const text = session.getState().draft;
    voice.stop();
    if (!busy && !uploading && text.trim() !== '' && text.length <= questionCharacters) onAsk(text);
  };
  const onSubmit = (event: TargetedEvent<HTMLFormElement>): void => {
    event.preventDefault();
    submit();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Escape' && model.editing) model.stopEditing();
    if (event.key === 'ArrowUp' && draft === '' && config.features.edit && editLast(state, model)) event.preventDefault();
    if (!isSendKey(event)) return;
    event.preventDefault();
    submit();
  };
  const { types, maxBytes, maxFiles, enabled } = config.attachments;

  return (
    <div class="foot">
      <form class="composer" onSubmit={onSubmit}>
        {model.editing && (
          <div class="editing">
            <span>{strings.editing}</span>
            <button
              class="action"
              type="button"
              aria-label={strings.cancel}
              title={strings.cancel}
              onClick={() => model.stopEditing()}
            >
              <Icon name="close" />
            </button>
          </div>
        )}
        {enabled && (
          <>
            <ViewSlot
              class="tray-slot"
              load={loadAttachments}
              props={{ strings, session, attachments, types, maxBytes, maxFiles }}
            />
            <button class="icon-button tool attach" type="button" aria-label={strings.attach} title={strings.attach}>
              <Icon name="attach" />
            </button>
          </>
        )}
        <div class="field" data-draft={draft}>
          <textarea
            class="input"
            rows={1}
            dir="auto"
            aria-label={strings.placeholder}
            aria-describedby={left <= counterFrom ? 'counter' : undefined}
            aria-invalid={left < 0}
            placeholder={voice.listening === true ? strings.listening : strings.placeholder}
            enterkeyhint="send"
            autocomplete="off"
            value={draft}
            ref={inputRef}
            onInput={(event) => session.setDraft(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {config.features.voice && voice.listening !== null && !busy && (
          <button
            class="icon-button tool"
            type="button"
            aria-label={strings.speak}
            title={strings.speak}
            aria-pressed={voice.listening}
            onClick={voice.toggle}
          >
            <Icon name="mic" />
          </button>
        )}
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
        <p class="footer">{strings.footer}</p>
      )}
    </div>
  );
}

function editLast({ items, status }: ChatState, model: PanelModel): boolean {
  const question = items.findLast((item) => item.kind === 'question');
  if (status !== 'idle' || question?.kind !== 'question' || items.at(-1)?.kind !== 'answer') return false;
  model.edit(question.text);
  return true;
}

/** Enter sends; Shift+Enter breaks the line; Enter that ends an input method's composition does neither. */
function isSendKey(event: KeyboardEvent): boolean {
  // keyCode 229 is Safari's only sign that the key belonged to the input method.
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
