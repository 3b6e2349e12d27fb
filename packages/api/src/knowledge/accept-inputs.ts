import type { AcceptedDocument } from '@askwell/contract';
import type { Context } from '../context.js';
import { inTenant } from '../db/index.js';
import { saveInputs, type InputToSave } from './store.js';

export type InputToAccept = Omit<InputToSave, 'id'>;

/** Stores what is to be read and its jobs in one transaction: neither is ever there without the other. */
export async function acceptInputs(ctx: Context, inputs: InputToAccept[]): Promise<AcceptedDocument[]> {
  const { database, jobs, newId } = ctx.deps;
  // Of two with one externalId the later wins, as if they had come one after the other.
  const last = new Map(inputs.map((input, index) => [input.externalId ?? index, input]));
  const toSave = [...last].map(([key, input]) => ({ key, row: { ...input, id: newId('document') } }));

  const saved = await inTenant(database, ctx.tenantId, async (tx) => {
    const rows = await saveInputs(
      tx,
      ctx.tenantId,
      toSave.map(({ row }) => row),
    );
    const payloads = rows.map(({ id, revision }) => ({ tenantId: ctx.tenantId, documentId: id, revision }));
    await jobs.add('ingest-document', payloads, tx);
    return rows;
  });
  jobs.wake('ingest-document');

  const acceptedByKey = new Map(toSave.map(({ key }, index) => [key, saved[index]]));
  return inputs.map((input, index) => {
    const row = acceptedByKey.get(input.externalId ?? index);
    if (row === undefined) throw new Error('A document was not stored');
    return { id: row.id, externalId: input.externalId ?? null, status: 'queued' };
  });
}
