import type { Assistant } from '@askwell/contract';
import { configFileSchema } from '../../http/index.js';

/** The file's text: keys in the schema's order, without what is empty, so that the same assistant always gives the same bytes. */
export function formatConfig(assistant: Assistant, head: { $schema: string; assistant?: string | undefined }): string {
  const { id: _id, ...settings } = assistant;
  const values: Record<string, unknown> = { ...settings, ...head };
  const names = ['$schema', 'assistant', ...Object.keys(configFileSchema.shape)];
  const entries = [...new Set(names)].map((name) => [name, ordered(values[name])] as const);
  return `${JSON.stringify(Object.fromEntries(entries.filter(([, value]) => !isEmpty(value))), null, 2)}\n`;
}

/** Keys of the sections by name, since the database keeps an order of its own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, ordered(part)]));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === false || value === '' || value === 'auto') return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
