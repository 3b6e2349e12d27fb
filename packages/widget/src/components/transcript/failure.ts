import type { ChatFailure } from '@askwell/sdk/chat';
import { failureText } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icon/icon.js';
import type { ChatView } from '../chat/chat-view.js';

/** What went wrong, where it went wrong, and one button. */
export function renderFailure(view: ChatView, failure: ChatFailure): TemplateResult {
  const waits = failure.retryAt !== undefined && failure.retryAt > view.now;
  return html`
    <div class="failure" part="error" role="alert">
      ${icon('alert')}
      <p>${failureText(failure, view.strings, view.now)}</p>
      ${
        failure.retryable
          ? html`<button class="text-button" type="button" ?disabled=${waits} @click=${view.onRetry}>
              ${view.strings.retry}
            </button>`
          : nothing
      }
    </div>
  `;
}
