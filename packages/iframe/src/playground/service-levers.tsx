import { formMoments, widgetDefaults } from '@askwell/sdk/dom';
import { Choice, Group, Slider, Switch, Text } from './controls.js';
import type { LeversProps } from './levers.js';
import { FormFields, ProactiveRules } from './rows.js';

const momentWords = {
  'before-first-question': 'Before the first question',
  'not-answered': 'When an answer was not known',
  handoff: 'Before a person takes over',
} as const;

const megabyte = 1024 * 1024;

/** Files, people, forms, what the chat says first, and privacy: the server holds visitors to these. */
export function ServiceLevers({ draft, onChange }: LeversProps) {
  const { attachments, handoff, leadForm } = draft;
  const set = (change: Partial<typeof draft>): void => onChange({ ...draft, ...change });
  const setAttachments = (change: typeof attachments): void => set({ attachments: { ...attachments, ...change } });
  const setForm = (change: Partial<typeof leadForm>): void => set({ leadForm: { ...leadForm, ...change } });
  return (
    <>
      <Group title="Files">
        <Switch
          label="Visitors may attach files"
          setting="attachments.enabled"
          value={attachments.enabled ?? false}
          onChange={(enabled) => setAttachments({ enabled })}
        />
        <Slider
          label="Largest file"
          setting="attachments.maxBytes"
          unit="MB"
          min={1}
          max={10}
          value={Math.round((attachments.maxBytes ?? widgetDefaults.attachments.maxBytes) / megabyte)}
          onChange={(size) => setAttachments({ maxBytes: size * megabyte })}
        />
        <Slider
          label="Files of one question"
          setting="attachments.maxFiles"
          unit=""
          min={1}
          max={5}
          value={attachments.maxFiles ?? widgetDefaults.attachments.maxFiles}
          onChange={(maxFiles) => setAttachments({ maxFiles })}
        />
        <Text
          label="Media types"
          setting="attachments.types"
          lines={3}
          value={(attachments.types ?? widgetDefaults.attachments.types).join('\n')}
          hint="One a line. The demo’s own server takes files once its config says so."
          onChange={(text) => setAttachments({ types: text.split('\n') })}
        />
      </Group>
      <Group title="People">
        <Switch
          label="Talk to a person"
          setting="handoff.enabled"
          value={handoff.enabled ?? false}
          onChange={(enabled) => set({ handoff: { ...handoff, enabled } })}
        />
        <Choice
          label="Offered"
          setting="handoff.when"
          value={handoff.when ?? 'notCovered'}
          options={['notCovered', 'always']}
          onChange={(when) => set({ handoff: { ...handoff, when } })}
        />
      </Group>
      <Group title="Form">
        <div class="switches" data-setting="leadForm.when">
          {formMoments.map((moment) => (
            <Switch
              key={moment}
              label={momentWords[moment]}
              value={leadForm.when.includes(moment)}
              onChange={(on) =>
                setForm({ when: formMoments.filter((one) => (one === moment ? on : leadForm.when.includes(one))) })
              }
            />
          ))}
        </div>
        <Text
          label="Form’s title"
          setting="leadForm.title"
          value={leadForm.title ?? ''}
          onChange={(title) => setForm({ title: title === '' ? undefined : title })}
        />
        <FormFields values={leadForm.fields} onChange={(fields) => setForm({ fields })} />
        <Text
          label="Line to agree to"
          setting="leadForm.consent"
          value={leadForm.consent ?? ''}
          onChange={(consent) => setForm({ consent: consent === '' ? undefined : consent })}
        />
      </Group>
      <Group title="Speaks first">
        <ProactiveRules values={draft.proactive} onChange={(proactive) => set({ proactive })} />
      </Group>
      <Group title="Privacy">
        <Choice
          label="Consent"
          setting="consent"
          value={draft.consent}
          options={['none', 'required']}
          onChange={(consent) => set({ consent })}
        />
        <Choice
          label="Identity"
          setting="identity"
          value={draft.identity}
          options={['optional', 'enforced']}
          onChange={(identity) => set({ identity })}
        />
        <Text
          label="Hosts of images"
          setting="imageHosts"
          lines={2}
          value={draft.imageHosts.join('\n')}
          hint="One a line, such as images.example.com."
          onChange={(text) => set({ imageHosts: text.split('\n') })}
        />
      </Group>
    </>
  );
}
