import type { WidgetStringKey, WidgetStrings } from '@askwell/contract';
import { widgetStringKeys } from '@askwell/sdk/dom';
import { useState } from 'preact/hooks';
import { Select, Text } from './controls.js';

export interface WordsProps {
  strings: WidgetStrings;
  onChange: (strings: WidgetStrings) => void;
}

/** Any text of the interface, one at a time. */
export function Words({ strings, onChange }: WordsProps) {
  const [key, setKey] = useState<WidgetStringKey>('placeholder');
  const options = widgetStringKeys.map((name) => [name, name in strings ? `${name} ✓` : name] as const);
  return (
    <div data-setting="strings">
      <Select label="Text to replace" value={key} options={options} onChange={setKey} />
      <Text
        label="Replaced by"
        value={strings[key] ?? ''}
        onChange={(text) => {
          const { [key]: _former, ...others } = strings;
          onChange(text === '' ? others : { ...others, [key]: text });
        }}
      />
    </div>
  );
}
