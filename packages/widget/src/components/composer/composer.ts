import type { limits } from '@askwell/contract';
import { formatString } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';
import { viewSlot } from '../view-slot/view-slot.js';
import { views } from '../view-slot/views.js';

/** The contract's value, checked by its type: only types of it may be in a page's bundle. */
const questionCharacters: (typeof limits)['questionCharacters'] = 8_000;
/** Characters left at which the counter appears. */
const counterFrom = 500;

export function renderComposer(view: ChatView): TemplateResult {
  const { strings, model, config } = view;
  const { draft } = view.state;
  const left = questionCharacters - draft.length;
  const counted = left <= counterFrom;
  return html`
    <form class="composer" part="composer" @submit=${view.onSubmit}>
      ${model.editing ? renderEditing(view) : nothing} ${config.attachments.enabled ? renderTray(view) : nothing}
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
          placeholder=${view.listening === true ? strings.listening : strings.placeholder}
          enterkeyhint="send"
          autocomplete="off"
          .value=${live(draft)}
          @input=${view.onDraft}
          @keydown=${view.onComposerKey}
        ></textarea>
      </div>
      ${renderVoice(view)} ${renderSend(view)}
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

function renderEditing({ strings, onEditCancel }: ChatView): TemplateResult {
  return html`<div class="editing">
    <span>${strings.editing}</span>
    <button
      class="action"
      part="action"
      type="button"
      aria-label=${strings.cancel}
      title=${strings.cancel}
      @click=${onEditCancel}
    >
      ${icon('close')}
    </button>
  </div>`;
}

function renderTray({ strings, session, state, config }: ChatView): TemplateResult {
  const { types, maxBytes, maxFiles } = config.attachments;
  return html`${
      session
        ? html`<div
            class="tray-slot"
            ${viewSlot(views.attachments, { strings, session, attachments: state.attachments, types, maxBytes, maxFiles })}
          ></div>`
        : nothing
    }
    <button
      class="icon-button tool attach"
      part="attach-button"
      type="button"
      aria-label=${strings.attach}
      title=${strings.attach}
    >
      ${icon('attach')}
    </button>`;
}

function renderVoice({ config, strings, listening, busy, onVoice }: ChatView): TemplateResult | typeof nothing {
  if (!config.features.voice || listening === null || busy) return nothing;
  return html`<button
    class="icon-button tool"
    part="voice-button"
    type="button"
    aria-label=${strings.speak}
    title=${strings.speak}
    aria-pressed=${listening ? 'true' : 'false'}
    @click=${onVoice}
  >
    ${icon('mic')}
  </button>`;
}

function renderSend({ busy, strings, state, onStop }: ChatView): TemplateResult {
  if (busy) {
    return html`<button
      class="send"
      part="stop-button"
      type="button"
      aria-label=${strings.stop}
      title=${strings.stop}
      @click=${onStop}
    >
      ${icon('stop')}
    </button>`;
  }
  const uploading = state.attachments.some((file) => file.state === 'uploading');
  return html`<button
    class="send"
    part="send-button"
    type="submit"
    aria-label=${strings.send}
    title=${strings.send}
    ?disabled=${uploading || !canSend(state.draft)}
  >
    ${icon('send')}
  </button>`;
}

export function canSend(draft: string): boolean {
  return draft.trim() !== '' && draft.length <= questionCharacters;
}

/** Enter sends; Shift+Enter breaks the line; Enter that ends an input method's composition does neither. */
export function isSendKey(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'isComposing' | 'keyCode'>): boolean {
  // keyCode 229 is Safari's only sign that the key belonged to the input method.
  return event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229;
}
