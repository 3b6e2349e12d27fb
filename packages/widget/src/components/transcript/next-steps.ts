import type { ChatAnswer } from '@askwell/sdk/chat';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { icon } from '../icon/icon.js';
import { renderFailure } from './failure.js';
import { viewSlot } from '../view-slot/view-slot.js';
import { views } from '../view-slot/views.js';

export function renderFollowUps(view: ChatView, answer: ChatAnswer): TemplateResult | typeof nothing {
  if (!view.config.features.followUps || answer.suggestions.length === 0 || view.busy) return nothing;
  return html`<div class="followups" role="group" aria-label=${view.strings.followUps}>
    ${answer.suggestions.map(
      (text) =>
        html`<button class="followup" part="followup" type="button" dir="auto" @click=${() => view.onStarter(text)}>
          ${text}
        </button>`,
    )}
  </div>`;
}

/** The way to a person, where an answer was not known. */
export function renderPersonButton(view: ChatView): TemplateResult | typeof nothing {
  if (!view.config.handoff.enabled || view.state.handoff || view.model.form) return nothing;
  return html`<button class="text-button person" part="person-button" type="button" @click=${view.onPerson}>
    ${icon('person')}${view.strings.handoff}
  </button>`;
}

/** What stands after the last message: the tenant's form, and that a person was asked for. */
export function renderNextSteps(view: ChatView): TemplateResult {
  const { model, strings, config, state } = view;
  const required = config.leadForm.fields.some((field) => field.required) || config.leadForm.consent !== undefined;
  return html`
    ${
      model.form
        ? html`<div
            class="view"
            ${viewSlot(views.leadForm, {
              strings,
              form: config.leadForm,
              takesFocus: model.form !== 'not-answered',
              onSubmit: (values: Record<string, string>, consent: boolean) => model.submitForm(values, consent),
              onSkip: model.form === 'before-first-question' && required ? undefined : () => model.skipForm(),
            })}
          ></div>`
        : nothing
    }
    ${state.handoff ? html`<p class="note" role="status">${strings.handoffSent}</p>` : nothing}
    ${model.failure ? renderFailure(view, { ...model.failure, retryable: false }) : nothing}
  `;
}
