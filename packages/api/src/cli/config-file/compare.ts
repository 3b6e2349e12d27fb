import type { Assistant } from '@askwell/contract';
import type { ConfigFile } from '../../http/index.js';

export interface Difference {
  /** Such as `theme.accent`. */
  path: string;
  /** Undefined: not there. */
  before: unknown;
  after: unknown;
}

/** What would change on the server; what the file leaves out is left alone. */
export function compareConfig(config: ConfigFile, assistant: Assistant): Difference[] {
  return Object.entries(settingsOf(config)).flatMap(([name, value]) =>
    differences(name, (assistant as unknown as Record<string, unknown>)[name], value),
  );
}

export function settingsOf({
  $schema: _schema,
  assistant: _assistant,
  ...settings
}: ConfigFile): Omit<ConfigFile, '$schema' | 'assistant'> {
  return settings;
}

export function toLines(changes: readonly Difference[]): string[] {
  return changes.map(({ path, before, after }) => {
    if (before === undefined) return `+ ${path}  ${show(after)}`;
    if (after === undefined) return `- ${path}  ${show(before)}`;
    return `~ ${path}  ${show(before)} → ${show(after)}`;
  });
}

function differences(path: string, before: unknown, after: unknown): Difference[] {
  if (isPlainObject(after) && (before === undefined || isPlainObject(before))) {
    const former = before ?? {};
    const names = [...new Set([...Object.keys(former), ...Object.keys(after)])];
    return names.flatMap((name) => differences(`${path}.${name}`, former[name], after[name]));
  }
  return canonical(before) === canonical(after) ? [] : [{ path, before, after }];
}

function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    isPlainObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
