import type { Assistant } from '@askwell/contract';
import { limits } from '@askwell/contract';
import { gzipSync } from 'node:zlib';
import { AppError } from '../errors.js';
import { toWidgetConfig } from './to-widget-config.js';

/** Every page with the chat fetches its config, so all of it together has a limit beside those of its parts. */
export function checkWidgetSize(assistant: Assistant): void {
  const config = toWidgetConfig(assistant);
  const bytes = compressedBytes(config);
  if (bytes <= limits.widgetConfigBytes) return;
  const parts = Object.entries(config).map(([name, value]) => ({ name, bytes: compressedBytes(value) }));
  const largest = parts.sort((a, b) => b.bytes - a.bytes).slice(0, 2);
  throw new AppError(
    'INVALID_REQUEST',
    `The widget’s config would have ${bytes} bytes compressed, of at most ${limits.widgetConfigBytes}. Shorten ` +
      `${largest.map(({ name, bytes: size }) => `${name} (${size})`).join(' or ')}.`,
  );
}

function compressedBytes(value: unknown): number {
  return gzipSync(JSON.stringify(value), { level: 9 }).length;
}
