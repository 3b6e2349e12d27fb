import type { limits } from '@askwell/contract';
import { formatString } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';

/** The contract's value, checked by its type: only types of it may be in a page's bundle. */
const questionCharacters: (typeof limits)['questionCharacters'] = 8_000;
/** Characters left at which the counter appears. */
const counterFrom = 500;

export function renderComposer(view: ChatView): TemplateResult {
  const { strings, busy } = view;
  const { draft } = view.state;
  const left = questionCharacters - draft.length;
  const counted = left <= counterFrom;
  return html`
    <form class="composer" part="composer" @submit=${view.onSubmit}>
      <div class="field" part="composer-field" data-draft=${draft}>
        <textarea
          class="input"
          part="input"
          id="input"
          rows="1"
          dir="auto"
          aria-label=${strings.placeholder}
          aria-describedby=${counted ? 'counter' : nothing}
          aria-invalid=${left < 0 ? 'true' : nothing}
          placeholder=${strings.placeholder}
          enterkeyhint="send"
          autocomplete="off"
          .value=${live(draft)}
          @input=${view.onDraft}
          @keydown=${view.onComposerKey}
        ></textarea>
      </div>
      ${
        busy
          ? html`<button
              class="send"
              part="stop-button"
              type="button"
              aria-label=${strings.stop}
              title=${strings.stop}
              @click=${view.onStop}
            >
              ${icon('stop')}
            </button>`
          : html`<button
              class="send"
              part="send-button"
              type="submit"
              aria-label=${strings.send}
              title=${strings.send}
              ?disabled=${!canSend(draft)}
            >
              ${icon('send')}
            </button>`
      }
    </form>
    ${
      counted
        ? html`<p class="counter" id="counter" ?data-over=${left < 0}>
            ${formatString(left < 0 ? strings.tooLong : strings.charactersLeft, { count: Math.abs(left) })}
          </p>`
        : nothing
    }
  `;
}

export function canSend(draft: string): boolean {
  return draft.trim() !== '' && draft.length <= questionCharacters;
}

/** Enter sends; Shift+Enter breaks the line; Enter that ends an input method's composition does neither. */
export function isSendKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>): boolean {
  // keyCode 229 is Safari's only sign that the key belonged to the input method.
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
