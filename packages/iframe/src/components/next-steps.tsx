import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatAnswer, ChatState } from '@askwell/sdk/chat';
import type { PanelModel, ResolvedStrings } from '@askwell/sdk/dom';
import { Icon } from './icon.js';
import { ViewSlot } from './view-slot.js';
import { loadLeadForm } from './views.js';

export function FollowUps({
  answer,
  strings,
  onAsk,
}: {
  answer: ChatAnswer;
  strings: ResolvedStrings;
  onAsk: (text: string) => void;
}) {
  if (answer.suggestions.length === 0) return null;
  return (
    <div class="followups" role="group" aria-label={strings.followUps}>
      {answer.suggestions.map((text) => (
        <button key={text} class="followup" type="button" dir="auto" onClick={() => onAsk(text)}>
          {text}
        </button>
      ))}
    </div>
  );
}

export function PersonButton({ strings, onPerson }: { strings: ResolvedStrings; onPerson: () => void }) {
  return (
    <button class="text-button person" type="button" onClick={onPerson}>
      <Icon name="person" />
      {strings.handoff}
    </button>
  );
}

export interface NextStepsProps {
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
  state: ChatState;
  model: PanelModel;
}

/** What stands after the last message: the tenant's form, and that a person was asked for. */
export function NextSteps({ config, strings, state, model }: NextStepsProps) {
  const { leadForm } = config;
  const required = leadForm.fields.some((field) => field.required) || leadForm.consent !== undefined;
  return (
    <>
      {model.form && (
        <ViewSlot
          load={loadLeadForm}
          props={{
            strings,
            form: leadForm,
            takesFocus: model.form !== 'not-answered',
            onSubmit: (values, consent) => model.submitForm(values, consent),
            onSkip: model.form === 'before-first-question' && required ? undefined : () => model.skipForm(),
          }}
        />
      )}
      {state.handoff && (
        <p class="note" role="status">
          {strings.handoffSent}
        </p>
      )}
    </>
  );
}
