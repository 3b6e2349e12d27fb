import type { Assistant, WidgetConfig, WidgetSettings } from '@askwell/contract';
import { widgetDefaults, withPreset } from '@askwell/contract';

/** What the chat needs of an assistant. What is as the defaults say is left out, so that the answer stays small. */
export function toWidgetConfig(assistant: Assistant): WidgetConfig {
  const { id, name, greeting, starters, theme, strings, locale } = assistant;
  const differing: Record<string, unknown> = {};
  for (const section of Object.keys(widgetDefaults) as (keyof WidgetSettings)[]) {
    const rest = differences(assistant[section], widgetDefaults[section]);
    if (rest !== undefined) differing[section] = rest;
  }
  const { features, ...settings } = differing as WidgetSettings;
  return {
    assistant: { id, name },
    greeting,
    starters,
    theme: withPreset(theme),
    strings,
    locale,
    features: { ...features, feedback: features?.feedback ?? true, copy: features?.copy ?? true },
    ...settings,
  };
}

/** Of an object only what differs from its default; undefined where nothing does. */
function differences(value: unknown, initial: unknown): unknown {
  if (value === undefined || isSame(value, initial)) return undefined;
  if (!isPlainObject(value) || !isPlainObject(initial)) return value;
  const entries = Object.entries(value).filter(([name, part]) => part !== undefined && !isSame(part, initial[name]));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
