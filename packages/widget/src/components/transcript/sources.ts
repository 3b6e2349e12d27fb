import type { ChatAnswer } from '@askwell/sdk/chat';
import { passageUrl } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';

/** One row of the pages an answer rests on; of an answer that does not know, the pages that came nearest. */
export function renderSources(view: ChatView, answer: ChatAnswer): TemplateResult | typeof nothing {
  if (answer.sources.length === 0) return nothing;
  const label = answer.answered === false ? view.strings.nearest : view.strings.sources;
  return html`
    <div class="sources" part="sources">
      <span class="sources-label">${label}</span>
      <ul class="chips">
        ${answer.sources.map((source) => {
          const cited = answer.citations.find((citation) => citation.sourceId === source.id);
          const body = html`${icon('page')}<span class="chip-title">${source.title}</span>`;
          return html`<li>
            ${
              source.url === null
                ? html`<span class="chip" part="source-chip">${body}</span>`
                : html`<a
                    class="chip"
                    part="source-chip"
                    href=${cited === undefined ? source.url : passageUrl(source.url, cited)}
                    target="_blank"
                    rel="noopener"
                    title=${source.title}
                    >${body}<span class="sr-only">(${view.strings.newTab})</span></a
                  >`
            }
          </li>`;
        })}
      </ul>
    </div>
  `;
}
