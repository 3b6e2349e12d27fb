import type { FormField, ProactiveRule } from '@askwell/contract';
import type { ComponentChildren } from 'preact';
import { Select, Slider, Switch, Text } from './controls.js';

interface RowsProps<T> {
  values: readonly T[];
  onChange: (values: T[]) => void;
}

/** The fields of the visitor's form. */
export function FormFields({ values, onChange }: RowsProps<FormField>) {
  return (
    <Rows
      setting="leadForm.fields"
      noun="field"
      most={10}
      values={values}
      fresh={{ name: 'email', kind: 'email', label: 'E-mail', required: true }}
      onChange={onChange}
    >
      {(field, set) => (
        <>
          <Select
            label="Kind"
            value={field.kind}
            options={kinds}
            onChange={(kind) => set({ ...field, kind, options: kind === 'select' ? ['One', 'Other'] : undefined })}
          />
          <Text label="Label" value={field.label} onChange={(label) => set({ ...field, label })} />
          <Text label="Key" value={field.name} onChange={(name) => set({ ...field, name: name.replaceAll(/\W/g, '') })} />
          {field.options !== undefined && (
            <Text
              label="Options"
              lines={3}
              value={field.options.join('\n')}
              onChange={(text) => set({ ...field, options: text.split('\n') })}
            />
          )}
          <Switch label="Required" value={field.required ?? false} onChange={(required) => set({ ...field, required })} />
        </>
      )}
    </Rows>
  );
}

/** When the chat speaks first. */
export function ProactiveRules({ values, onChange }: RowsProps<ProactiveRule>) {
  return (
    <Rows
      setting="proactive"
      noun="rule"
      most={5}
      values={values}
      fresh={{ when: 'time', seconds: 20, message: 'Can we help?' }}
      onChange={onChange}
    >
      {(rule, set) => (
        <>
          <Select label="When" value={rule.when} options={moments} onChange={(when) => set(ruleAt(when, rule))} />
          {rule.when === 'time' && (
            <Slider
              label="After"
              unit="s"
              min={1}
              max={120}
              value={rule.seconds}
              onChange={(seconds) => set({ ...rule, seconds })}
            />
          )}
          {rule.when === 'scroll' && (
            <Slider
              label="Scrolled"
              unit="%"
              min={5}
              max={100}
              value={rule.percent}
              onChange={(percent) => set({ ...rule, percent })}
            />
          )}
          <Text label="Message" value={rule.message} onChange={(message) => set({ ...rule, message })} />
          <Text
            label="Only on pages"
            value={rule.path ?? ''}
            hint="A path such as /pricing*, or nothing for all."
            onChange={(path) => set({ ...rule, path: path === '' ? undefined : path })}
          />
          <Switch label="Opens the chat itself" value={rule.open ?? false} onChange={(open) => set({ ...rule, open })} />
        </>
      )}
    </Rows>
  );
}

const kinds = [
  ['name', 'Name'],
  ['email', 'E-mail'],
  ['text', 'A line'],
  ['long-text', 'A text'],
  ['select', 'A choice'],
] as const;

const moments = [
  ['time', 'After a time'],
  ['scroll', 'Far down the page'],
  ['exitIntent', 'About to leave'],
  ['url', 'On the page at once'],
] as const;

function ruleAt(when: ProactiveRule['when'], { message, open, path }: ProactiveRule): ProactiveRule {
  const said = { message, open, path };
  switch (when) {
    case 'time':
      return { ...said, when, seconds: 20 };
    case 'scroll':
      return { ...said, when, percent: 50 };
    case 'exitIntent':
    case 'url':
      return { ...said, when };
    default:
      return when satisfies never;
  }
}

interface Repeated<T> extends RowsProps<T> {
  setting: string;
  noun: string;
  most: number;
  fresh: T;
  children: (value: T, set: (value: T) => void) => ComponentChildren;
}

function Rows<T>({ setting, noun, most, values, fresh, onChange, children }: Repeated<T>) {
  return (
    <div class="rows" data-setting={setting}>
      {values.map((value, index) => (
        <fieldset class="row" key={index}>
          <legend>
            {noun} {index + 1}
          </legend>
          {children(value, (next) => onChange(values.with(index, next)))}
          <button type="button" class="plain" onClick={() => onChange(values.toSpliced(index, 1))}>
            Remove {noun} {index + 1}
          </button>
        </fieldset>
      ))}
      {values.length < most && (
        <button type="button" class="plain" onClick={() => onChange([...values, fresh])}>
          Add a {noun}
        </button>
      )}
    </div>
  );
}
