import type { ChatAnswer } from '@askwell/sdk/chat';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';

export function renderActions(view: ChatView, answer: ChatAnswer): TemplateResult | typeof nothing {
  const { strings } = view;
  const { copy, feedback } = view.config.features;
  if (!copy && !feedback) return nothing;
  const copied = view.copiedId === answer.id;
  const rating = answer.feedback?.rating;
  const rate = (value: 'up' | 'down', label: string): TemplateResult => html`
    <button
      class="action"
      part="action"
      type="button"
      aria-label=${label}
      title=${label}
      aria-pressed=${rating === value ? 'true' : 'false'}
      @click=${() => view.onRate(answer, value)}
    >
      ${icon(value === 'up' ? 'thumbUp' : 'thumbDown')}
    </button>
  `;
  return html`
    <div class="actions" part="actions">
      ${
        copy
          ? html`<button
              class="action"
              part="action"
              type="button"
              aria-label=${copied ? strings.copied : strings.copy}
              title=${copied ? strings.copied : strings.copy}
              @click=${() => view.onCopy(answer)}
            >
              ${icon(copied ? 'check' : 'copy')}
            </button>`
          : nothing
      }
      ${feedback ? [rate('up', strings.helpful), rate('down', strings.notHelpful)] : nothing}
    </div>
  `;
}
