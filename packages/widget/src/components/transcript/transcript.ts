import type { ChatAnswer, ChatItem, ChatQuestion } from '@askwell/sdk/chat';
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';
import { renderAnswer } from './answer.js';
import { renderEmptyState } from './empty-state.js';
import { renderFailure } from './failure.js';
import { renderNextSteps } from './next-steps.js';
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
  const question = editableQuestion(view);
  return html`
    <div class="stage">
      <div class="scroller" part="transcript" role="log" aria-live="off" aria-label=${strings.transcript} tabindex="0">
        <div class="content" aria-busy=${state.status === 'loading' ? 'true' : 'false'}>
          ${items.length > 0 || state.status === 'loading' || view.model.form ? nothing : renderEmptyState(view)}
          ${items.map((item) => {
            const context = { last: item === last, editable: item === question };
            return guard(dependencies(view, item, context), () => renderItem(view, item, context));
          })}
          ${state.failure ? renderFailure(view, state.failure) : nothing} ${renderNextSteps(view)}
        </div>
      </div>
      <button class="new-text" part="new-text" type="button" ?hidden=${!view.unseen} @click=${view.onToEnd}>
        ${icon('down')}<span>${strings.newText}</span>
      </button>
    </div>
  `;
}

interface ItemContext {
  last: boolean;
  editable: boolean;
}

function renderItem(view: ChatView, item: ChatItem, { last, editable }: ItemContext): TemplateResult {
  return item.kind === 'question' ? renderQuestion(view, item, editable) : renderAnswer(view, item, last);
}

/** The question of the last turn, once its answer has ended. */
function editableQuestion({ state, config, model }: ChatView): ChatQuestion | undefined {
  if (!config.features.edit || model.editing || state.status !== 'idle' || state.items.at(-1)?.kind !== 'answer')
    return undefined;
  const question = state.items.at(-2);
  return question?.kind === 'question' ? question : undefined;
}

/** Items keep their identity while unchanged, so only what changed is rendered. */
function dependencies(view: ChatView, item: ChatItem, { last, editable }: ItemContext): unknown[] {
  const waiting = item.failure?.retryAt !== undefined;
  const { model } = view;
  return [
    item,
    last,
    editable,
    view.config,
    view.strings,
    view.name,
    view.copiedId === item.id,
    waiting ? view.now : 0,
    model.commentOn === item.id,
    last && [view.busy, model.form, view.state.handoff === null].join(),
  ];
}
