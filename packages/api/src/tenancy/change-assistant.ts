import type { Assistant, AssistantChanges } from '@askwell/contract';
import { limits } from '@askwell/contract';
import { gzipSync } from 'node:zlib';
import type { Context } from '../context.js';
import { AppError, NotFoundError } from '../errors.js';
import { updateAssistant } from './store.js';
import { toWidgetConfig } from './to-widget-config.js';

/** Changes what is given and leaves the rest. `allowedOrigins` are canonical already. */
export async function changeAssistant(ctx: Context, input: { id: string; changes: AssistantChanges }): Promise<Assistant> {
  const assistant = await updateAssistant(ctx.deps.database, { tenantId: ctx.tenantId, ...input }, checkSize);
  if (assistant === undefined) throw new NotFoundError('assistant');
  return assistant;
}

/** Every page with the chat fetches its config, so all of it together has a limit beside those of its parts. */
function checkSize(assistant: Assistant): void {
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
