import type { ChatQuestion } from '@askwell/sdk/chat';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { renderFailure } from './failure.js';

export function renderQuestion(view: ChatView, question: ChatQuestion): TemplateResult {
  return html`
    <div class="question" part="question" data-state=${question.state}>
      <span class="sr-only">${view.strings.you}</span>
      <div class="bubble" part="bubble" dir="auto">${question.text}</div>
    </div>
    ${question.failure ? renderFailure(view, question.failure) : nothing}
  `;
}
