import type { Page, WebhookDelivery } from '@askwell/contract';
import type { Context } from '../context.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { selectDeliveries } from './store.js';

/** What was sent in the last 30 days, newest first. */
export async function listDeliveries(
  ctx: Context,
  input: { limit: number; cursor: string | undefined },
): Promise<Page<WebhookDelivery>> {
  const [after] = input.cursor === undefined ? [] : decodeCursor(input.cursor, 1);
  const rows = await selectDeliveries(ctx.deps.database, {
    tenantId: ctx.tenantId,
    limit: input.limit + 1,
    after: after === undefined ? undefined : String(after),
  });
  const data = rows.slice(0, input.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor([last.id]) : null };
}
