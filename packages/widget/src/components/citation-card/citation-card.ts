import type { Citation } from '@askwell/contract';
import { passageUrl, splitPassage } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';

/** The passage behind a mark: where it stands, its words with the quoted span marked, and the way there. */
export function renderCitationCard(view: ChatView): TemplateResult | typeof nothing {
  const { open, stay, leave, onKey, onFocusOut } = view.citations;
  if (!open) return nothing;
  const { citation, source } = open;
  const title = source?.title ?? '';
  const path = citation.headingPath.filter((heading) => heading !== title).join(' › ');
  return html`
    <div
      class="card"
      part="citation-card"
      role="dialog"
      aria-labelledby="card-title"
      tabindex="-1"
      @pointerenter=${stay}
      @pointerleave=${leave}
      @keydown=${onKey}
      @focusout=${onFocusOut}
    >
      <p class="card-title" id="card-title"><span class="card-number">${citation.number}</span>${title}</p>
      ${path === '' ? nothing : html`<p class="card-path">${path}</p>`}
      <blockquote class="passage" dir="auto" aria-label=${view.strings.quote}>${renderPassage(citation)}</blockquote>
      ${
        source?.url
          ? html`<a class="card-link" href=${passageUrl(source.url, citation)} target="_blank" rel="noopener">
              <span>${view.strings.openPage}</span><span class="sr-only">(${view.strings.newTab})</span>${icon('out')}
            </a>`
          : nothing
      }
    </div>
  `;
}

function renderPassage(citation: Citation): TemplateResult {
  const { before, quote, after } = splitPassage(citation);
  return html`${before}<mark>${quote}</mark>${after}`;
}
