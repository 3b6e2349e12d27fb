import type { Context } from '../../context.js';
import { inTenantSql } from '../../db/index.js';
import { lockIndex } from '../store.js';
import { embedAs, embeddingText } from './embed-chunks.js';
import { addTokens, addVectors, listSets, type VectorSet } from './store.js';

const copiedAtOnce = 2000;
const embeddedAtOnce = 96;

/**
 * Gives each chunk a vector in the set, a batch at a time, each kept as soon as it is there: first copies from other places of
 * the space, then what the model makes. False where the model answers in another space by now.
 */
export async function fillSet(ctx: Context, target: VectorSet): Promise<boolean> {
  await copyVectors(ctx, target);
  let after = 0;
  for (;;) {
    ctx.signal.throwIfAborted();
    const chunks = await selectMissing(ctx, target, after);
    const last = chunks.at(-1);
    if (last === undefined) return true;
    after = last.number;
    const embedded = await embedAs(ctx, {
      asked: target.asked,
      texts: chunks.map(({ title, headingPath, text }) => embeddingText(title, headingPath, text)),
      sets: [target],
    });
    if (embedded.space !== target.space) return false;
    await inTenantSql(ctx.deps.database, ctx.tenantId, async (tx) => {
      await lockIndex(tx, ctx.tenantId);
      await addVectors(tx, { ...embedded, tenantId: ctx.tenantId, numbers: chunks.map(({ number }) => number) });
      await addTokens(tx, ctx.tenantId, target.space, embedded.tokens);
    });
    ctx.deps.metrics.vectorsFilled.inc({ how: 'embedded' }, chunks.length);
    ctx.deps.logger.info({ tenantId: ctx.tenantId, space: target.space, upTo: after }, 'passages were embedded anew');
  }
}

async function copyVectors(ctx: Context, { space, home }: VectorSet): Promise<void> {
  const { database, metrics } = ctx.deps;
  const sources = (await listSets(database, ctx.tenantId)).filter((set) => set.space === space && set.home !== home);
  for (const source of sources) {
    let after: number | null = 0;
    while (after !== null) {
      ctx.signal.throwIfAborted();
      const from: number = after;
      const [row] = await inTenantSql(database, ctx.tenantId, async (tx) => {
        await lockIndex(tx, ctx.tenantId);
        return tx<{ last: number | null; copied: number }[]>`
          with batch as materialized (
            select chunk_number, embedding, content_hash from chunk_vectors
              where tenant_id = ${ctx.tenantId} and home = ${source.home} and space = ${space} and chunk_number > ${from}
              order by chunk_number limit ${copiedAtOnce}
          ), copied as (
            insert into chunk_vectors (tenant_id, home, space, chunk_number, embedding, content_hash)
              select ${ctx.tenantId}, ${home}, ${space}, b.chunk_number, b.embedding, b.content_hash from batch b
              on conflict do nothing returning 1
          )
          select (select max(chunk_number) from batch) as last, (select count(*)::integer from copied) as copied`;
      });
      after = row?.last ?? null;
      metrics.vectorsFilled.inc({ how: 'copied' }, row?.copied ?? 0);
    }
  }
}

interface MissingChunk {
  number: number;
  title: string;
  headingPath: string[];
  text: string;
}

async function selectMissing(ctx: Context, { space, home }: VectorSet, after: number): Promise<MissingChunk[]> {
  return inTenantSql(
    ctx.deps.database,
    ctx.tenantId,
    (tx) => tx<MissingChunk[]>`
      select c.number, d.title, c.heading_path as "headingPath", c.text
        from chunks c join documents d on d.tenant_id = ${ctx.tenantId} and d.id = c.document_id
        where c.tenant_id = ${ctx.tenantId} and c.number > ${after} and not exists (
          select from chunk_vectors v
            where v.tenant_id = ${ctx.tenantId} and v.home = ${home} and v.space = ${space} and v.chunk_number = c.number)
        order by c.number limit ${embeddedAtOnce}`,
  );
}
