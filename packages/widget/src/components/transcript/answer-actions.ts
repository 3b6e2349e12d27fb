import type { ChatAnswer } from '@askwell/sdk/chat';
import type { IconName } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';

export function renderActions(view: ChatView, answer: ChatAnswer, last: boolean): TemplateResult | typeof nothing {
  const { strings } = view;
  const { copy, feedback, regenerate } = view.config.features;
  const again = regenerate && last && !view.busy;
  if (!copy && !feedback && !again) return nothing;
  const copied = view.copiedId === answer.id;
  return html`
    <div class="actions" part="actions">
      ${copy ? action(copied ? 'check' : 'copy', copied ? strings.copied : strings.copy, () => view.onCopy(answer)) : nothing}
      ${
        feedback
          ? [
              action('thumbUp', strings.helpful, () => view.onRate(answer, 'up'), answer.feedback?.rating === 'up'),
              action('thumbDown', strings.notHelpful, () => view.onRate(answer, 'down'), answer.feedback?.rating === 'down'),
            ]
          : nothing
      }
      ${again ? action('again', strings.regenerate, view.onRegenerate) : nothing}
    </div>
  `;
}

function action(name: IconName, label: string, onPress: () => void, pressed?: boolean): TemplateResult {
  return html`<button
    class="action"
    part="action"
    type="button"
    aria-label=${label}
    title=${label}
    aria-pressed=${pressed === undefined ? nothing : String(pressed)}
    @click=${onPress}
  >
    ${icon(name)}
  </button>`;
}
