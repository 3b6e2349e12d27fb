import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface ControlProps<T> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  hint?: string;
  /** Where the value stands in the config. */
  setting?: string;
}

export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** One of a few, side by side. */
export function Choice<T extends string>({
  label,
  value,
  onChange,
  options,
  setting,
}: ControlProps<T> & { options: readonly T[] }) {
  const name = useId();
  return (
    <fieldset class="control" data-setting={setting}>
      <legend>{label}</legend>
      <div class="choice">
        {options.map((option) => (
          <label key={option}>
            <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
            <span>{option}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function Select<T extends string>({
  label,
  value,
  onChange,
  options,
  setting,
}: ControlProps<T> & { options: readonly (readonly [value: T, words: string])[] }) {
  const id = useId();
  return (
    <div class="control" data-setting={setting}>
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Slider({
  label,
  value,
  onChange,
  min,
  max,
  setting,
  unit = 'px',
}: ControlProps<number> & { min: number; max: number; unit?: string }) {
  const id = useId();
  return (
    <div class="control" data-setting={setting}>
      <label for={id}>
        {label} <output for={id}>{`${value} ${unit}`}</output>
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        value={value}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
      />
    </div>
  );
}

export function Text({ label, value, onChange, hint, setting, lines = 1 }: ControlProps<string> & { lines?: number }) {
  const id = useId();
  const shared = {
    id,
    value,
    spellcheck: false,
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return (
    <div class="control" data-setting={setting}>
      <label for={id}>{label}</label>
      {lines > 1 ? <textarea rows={lines} {...shared} /> : <input type="text" {...shared} />}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function Switch({ label, value, onChange, setting }: ControlProps<boolean>) {
  return (
    <label class="switch" data-setting={setting}>
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}
