import type { ChatQuestion } from '@askwell/sdk/chat';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';
import { renderFailure } from './failure.js';

export function renderQuestion(view: ChatView, question: ChatQuestion, editable: boolean): TemplateResult {
  const { strings } = view;
  return html`
    <div class="question" part="question" data-state=${question.state}>
      <span class="sr-only">${strings.you}</span>
      ${
        editable
          ? html`<button
              class="action"
              part="action"
              type="button"
              aria-label=${strings.edit}
              title=${strings.edit}
              @click=${() => view.onEdit(question)}
            >
              ${icon('edit')}
            </button>`
          : nothing
      }
      <div class="bubble" part="bubble" dir="auto">${question.text}</div>
    </div>
    ${
      question.attachments.length === 0
        ? nothing
        : html`<div class="question-files">
            ${question.attachments.map(({ name }) => html`<span class="chip">${icon('page')}<span class="chip-title">${name}</span></span>`)}
          </div>`
    }
    ${question.failure ? renderFailure(view, question.failure) : nothing}
  `;
}
