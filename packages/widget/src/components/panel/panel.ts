import { currentLocale, isRightToLeft } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { renderComposer } from '../composer/composer.js';
import { renderTranscript } from '../transcript/transcript.js';
import { renderConsent } from './consent.js';
import { renderHeader } from './header.js';
import { keepFocusInside } from './keep-focus.js';

export interface PanelOptions {
  view: ChatView;
  /** How much to render, as the panel's controller has it. */
  stage: number;
  shown: boolean;
  /** Asks for the visitor's agreement in the composer's place; null once there is no need. */
  onAccept: (() => void) | null;
}

/** The window of the chat: a dialog beside the launcher, or a region of the page. */
export function renderPanel({ view, stage, shown, onAccept }: PanelOptions): TemplateResult {
  const { inline, fullScreen, config, strings } = view;
  const locale = currentLocale(config.locale);
  return html`
    <div
      class="root chat"
      part="base"
      lang=${locale}
      dir=${isRightToLeft(locale) ? 'rtl' : 'ltr'}
      @click=${inline ? null : (event: Event) => closeFromBehind(event, view)}
    >
      <section
        class="panel"
        part="panel"
        role=${inline ? 'region' : 'dialog'}
        aria-labelledby="title"
        aria-modal=${fullScreen ? 'true' : nothing}
        tabindex="-1"
        ?hidden=${!shown}
        @keydown=${fullScreen ? keepFocusInside : null}
      >
        ${renderHeader(view)} ${stage > 1 ? renderTranscript(view) : nothing}
        ${stage > 2 ? (onAccept ? renderConsent(strings, onAccept) : renderFoot(view)) : nothing}
      </section>
      <div class="announcer sr-only" role="status" aria-live="polite"></div>
    </div>
  `;
}

/** A press beside a window in the middle closes it. */
function closeFromBehind(event: Event, view: ChatView): void {
  if (event.target === event.currentTarget) view.onClose();
}

function renderFoot(view: ChatView): TemplateResult {
  return html`
    <div class="foot">
      ${renderComposer(view)}
      <p class="footer" part="footer">${view.strings.footer}</p>
    </div>
  `;
}
