import type { ChatAnswer } from '@askwell/sdk/chat';
import { statusText } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { renderAvatar } from '../panel/avatar.js';
import { viewSlot } from '../view-slot/view-slot.js';
import { views } from '../view-slot/views.js';
import { renderActions } from './answer-actions.js';
import { answerText } from './answer-text.js';
import { renderFailure } from './failure.js';
import { renderFollowUps, renderPersonButton } from './next-steps.js';
import { renderSources } from './sources.js';
import { renderToolCalls } from './tool-calls.js';

/** One answer: who, what is being done, the text, its sources and what can be done with it. */
export function renderAnswer(view: ChatView, answer: ChatAnswer, last: boolean): TemplateResult {
  const { strings, model } = view;
  const running = answer.state === 'pending' || answer.state === 'streaming';
  const unknown = answer.answered === false;
  return html`
    <article class="answer" part="answer" ?data-running=${running} ?data-unknown=${unknown} ?data-last=${last}>
      <div class="byline">
        ${renderAvatar(view, true)}
        <span class="byline-name">${view.name}</span>
        ${running ? html`<span class="status" part="status">${answer.status ? statusText(answer.status, strings) : strings.searching}</span>` : nothing}
      </div>
      ${renderToolCalls(view, answer)}
      <div
        class="answer-text"
        part="answer-text"
        dir="auto"
        ?hidden=${answer.text === ''}
        ${answerText({
          answerId: answer.id,
          text: answer.text,
          citations: answer.citations,
          sources: answer.sources,
          streaming: running,
          cards: view.citations,
          strings,
          imageHosts: view.config.imageHosts,
        })}
      ></div>
      ${answer.state === 'stopped' ? html`<p class="note">${strings.stopped}</p>` : nothing}
      ${running ? nothing : renderSources(view, answer)}
      ${answer.failure && !running ? renderFailure(view, answer.failure) : nothing}
      ${running || answer.text === '' ? nothing : renderActions(view, answer, last)}
      ${
        model.commentOn === answer.id && answer.id !== ''
          ? html`<div
              class="view"
              ${viewSlot(views.commentForm, {
                strings,
                onSend: (comment: string) => model.comment(answer.id, comment),
                onClose: () => model.stopCommenting(),
              })}
            ></div>`
          : nothing
      }
      ${unknown && last ? renderPersonButton(view) : nothing} ${last && !running ? renderFollowUps(view, answer) : nothing}
    </article>
  `;
}
