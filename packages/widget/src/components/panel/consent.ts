import type { ResolvedStrings } from '@askwell/sdk/dom';
import { html, type TemplateResult } from 'lit';

/** Stands in the composer's place until the visitor has agreed. */
export function renderConsent(strings: ResolvedStrings, onAccept: () => void): TemplateResult {
  return html`
    <div class="foot consent" part="consent">
      <p>${strings.consent}</p>
      <button class="accept" part="accept-button" type="button" @click=${onAccept}>${strings.accept}</button>
    </div>
  `;
}
