import type { ChatAnswer, ChatItem } from '@askwell/sdk/chat';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ChatView } from '../chat/chat-view.js';
import { renderCitationCard } from '../citation-card/citation-card.js';
import { icon } from '../icon/icon.js';
import { renderAnswer } from './answer.js';
import { renderEmptyState } from './empty-state.js';
import { renderFailure } from './failure.js';
import { renderQuestion } from './question.js';

/** Stands where the answer will be until the server has taken the question. */
const awaited: ChatAnswer = {
  kind: 'answer',
  id: '',
  runId: '',
  text: '',
  state: 'pending',
  status: null,
  answered: null,
  citations: [],
  sources: [],
  feedback: null,
  failure: null,
  suggestions: [],
  toolCalls: [],
};

/**
 * The conversation. It is a log for navigation, but silent: sentences are spoken by the announcer as they end,
 * where a live log would read every token.
 */
export function renderTranscript(view: ChatView): TemplateResult {
  const { state, strings } = view;
  const items = state.status === 'sending' ? [...state.items, awaited] : state.items;
  const last = items.at(-1);
  return html`
    <div class="stage">
      <div class="scroller" part="transcript" role="log" aria-live="off" aria-label=${strings.transcript} tabindex="0">
        <div class="content" aria-busy=${state.status === 'loading' ? 'true' : 'false'}>
          ${state.items.length === 0 && state.status !== 'loading' ? renderEmptyState(view) : nothing}
          ${items.map((item) => guard(dependencies(view, item, item === last), () => renderItem(view, item, item === last)))}
          ${state.failure ? renderFailure(view, state.failure) : nothing}
        </div>
      </div>
      ${renderCitationCard(view)}
      <button class="new-text" part="new-text" type="button" ?hidden=${!view.unseen} @click=${view.onToEnd}>
        ${icon('down')}<span>${strings.newText}</span>
      </button>
    </div>
  `;
}

function renderItem(view: ChatView, item: ChatItem, last: boolean): TemplateResult {
  return item.kind === 'question' ? renderQuestion(view, item) : renderAnswer(view, item, last);
}

/** Items keep their identity while unchanged, so only what changed is rendered. */
function dependencies(view: ChatView, item: ChatItem, last: boolean): unknown[] {
  const waiting = item.failure?.retryAt !== undefined;
  return [item, last, view.config, view.name, view.copiedId === item.id, waiting ? view.now : 0];
}
