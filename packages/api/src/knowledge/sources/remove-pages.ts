import type { Context } from '../../context.js';
import { inTenantSql, type SqlTransaction } from '../../db/index.js';
import { clearHiddenChunks } from '../../retrieval/index.js';
import { removeDocument } from '../delete-document.js';
import { lockDocument } from '../settle-store.js';

/** `gone`: pages that this sync found to hold nothing. `unreached`: those it did not come to. `all`: the whole source. */
export type PagesToRemove = 'gone' | 'unreached' | 'all';

const pagesPerRead = 50;

interface LeavingPage {
  key: string;
  document_id: string | null;
}

/** Takes pages out, each with its document: no search finds any of it from one moment to the next. Gives whether all are out. */
export async function removePages(
  ctx: Context,
  input: { sourceId: string; sync: number; which: PagesToRemove; deadline?: number },
): Promise<boolean> {
  const { database } = ctx.deps;
  for (;;) {
    const pages = await inTenantSql(database, ctx.tenantId, (tx) => selectLeaving(tx, ctx.tenantId, input));
    for (const page of pages) {
      if (ctx.signal.aborted || (input.deadline !== undefined && Date.now() > input.deadline)) return false;
      while (!(await inTenantSql(database, ctx.tenantId, (tx) => removePage(tx, ctx.tenantId, input, page)))) {
        await clearHiddenChunks(ctx, page.document_id ?? '');
      }
    }
    if (pages.length < pagesPerRead) return true;
  }
}

async function selectLeaving(
  tx: SqlTransaction,
  tenantId: string,
  { sourceId, sync, which }: { sourceId: string; sync: number; which: PagesToRemove },
): Promise<LeavingPage[]> {
  return tx<LeavingPage[]>`
    select key, document_id from source_pages p
    where tenant_id = ${tenantId} and source_id = ${sourceId} and ${leaving(tx, sync, which)}
    order by number limit ${pagesPerRead}`;
}

function leaving(tx: SqlTransaction, sync: number, which: PagesToRemove): ReturnType<SqlTransaction> {
  if (which === 'all') return tx`true`;
  if (which === 'unreached') return tx`sync < ${sync}`;
  return tx`sync = ${sync} and document_id is not null
    and (state in ('redirected', 'excluded') or (state = 'failed' and not is_transient))`;
}

/** False where the document's chunks are hidden and must be cleared before it can go. */
async function removePage(
  tx: SqlTransaction,
  tenantId: string,
  { sourceId, sync, which }: { sourceId: string; sync: number; which: PagesToRemove },
  page: LeavingPage,
): Promise<boolean> {
  const [source] = await tx`
    select from sources where tenant_id = ${tenantId} and id = ${sourceId} and (${which === 'all'} or sync = ${sync}) for update`;
  if (source === undefined) return true;
  if (page.document_id !== null && (await lockDocument(tx, tenantId, page.document_id)) !== undefined) {
    if (!(await removeDocument(tx, { tenantId, documentId: page.document_id }))) return false;
  }
  const isPage = tx`tenant_id = ${tenantId} and source_id = ${sourceId} and key = ${page.key}`;
  if (which === 'gone') {
    await tx`update source_pages set document_id = null, fingerprint = null, etag = null, last_modified = null where ${isPage}`;
  } else {
    await tx`delete from source_pages where ${isPage}`;
  }
  if (page.document_id !== null) {
    await tx`update sources set removed = removed + 1 where tenant_id = ${tenantId} and id = ${sourceId}`;
  }
  return true;
}
