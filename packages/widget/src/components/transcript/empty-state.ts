import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';

const starterLimit = 4;

export function renderEmptyState(view: ChatView): TemplateResult {
  const starters = view.config.starters.slice(0, starterLimit);
  return html`
    <div class="empty" part="empty">
      <p class="greeting" part="greeting"><slot name="greeting">${view.config.greeting || view.strings.title}</slot></p>
      ${
        starters.length === 0
          ? nothing
          : html`<ul class="starters" aria-label=${view.strings.suggestions}>
              ${starters.map(
                (text) =>
                  html`<li>
                    <button class="starter" part="starter" type="button" @click=${() => view.onStarter(text)}>
                      <span>${text}</span>${icon('next')}
                    </button>
                  </li>`,
              )}
            </ul>`
      }
    </div>
  `;
}
