import type { Context } from '../context.js';
import { indexDocuments, type PreparedDocument } from './index-documents.js';
import { gatherWhileBusy } from './sources/gather-while-busy.js';
import { stageDocument } from './stage-document.js';
import { startRevisions, type Revision, type StoredInput } from './store.js';
import { takeTurns } from './take-turns.js';

/** How documents that are read at the same time share what they need. */
export interface Ingestion {
  /** Undefined where the revision is done, replaced or deleted. */
  start(ctx: Context, revision: Revision): Promise<StoredInput | undefined>;
  /** Makes it searchable, all at once or not at all. */
  index(ctx: Context, document: PreparedDocument): Promise<void>;
  /** Holds a large input in memory, one at a time. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Computes in this process, one document at a time, so that their slices do not add up. */
  compute<T>(work: () => Promise<T>): Promise<T>;
}

interface Lanes {
  start(revision: Revision): Promise<ReadonlyMap<string, StoredInput>>;
  index(document: PreparedDocument): Promise<ReadonlyMap<PreparedDocument, unknown>>;
  users: number;
}

/** Documents of one tenant are started together and indexed together: a transaction for each would take several times as long. */
export function createIngestion(): Ingestion {
  const tenants = new Map<string, Lanes>();

  async function within<T>(ctx: Context, work: (lanes: Lanes) => Promise<T>): Promise<T> {
    const lanes = tenants.get(ctx.tenantId) ?? createLanes(ctx);
    tenants.set(ctx.tenantId, lanes);
    lanes.users++;
    try {
      return await work(lanes);
    } finally {
      if (--lanes.users === 0) tenants.delete(ctx.tenantId);
    }
  }

  return {
    start: (ctx, revision) => within(ctx, async (lanes) => (await lanes.start(revision)).get(revision.id)),
    index: (ctx, document) =>
      within(ctx, async (lanes) => {
        const staged = await stageDocument(ctx, document);
        if (staged === undefined) return;
        const failures = await lanes.index(staged);
        if (failures.has(staged)) throw failures.get(staged);
      }),
    alone: takeTurns(),
    compute: takeTurns(),
  };
}

function createLanes(ctx: Context): Lanes {
  return {
    start: gatherWhileBusy((revisions: Revision[]) => startRevisions(ctx.deps.database, ctx.tenantId, revisions)),
    index: gatherWhileBusy((documents: PreparedDocument[]) => indexInGroups(ctx, documents)),
    users: 0,
  };
}

/** What else waits for the index, or for the only connection of the embedded database, waits no longer than for this many. */
const chunksPerGroup = 200;

/** Gives what failed with its error. */
async function indexInGroups(ctx: Context, documents: PreparedDocument[]): Promise<Map<PreparedDocument, unknown>> {
  const failures = new Map<PreparedDocument, unknown>();
  for (const group of groupsOf(documents)) {
    try {
      await indexDocuments(ctx, group);
    } catch (error) {
      if (group.length === 1) for (const document of group) failures.set(document, error);
      // One of them may have spoilt it for the others.
      else for (const document of group) await indexDocuments(ctx, [document]).catch((own) => failures.set(document, own));
    }
  }
  return failures;
}

function groupsOf(documents: PreparedDocument[]): PreparedDocument[][] {
  const groups: PreparedDocument[][] = [];
  let chunks = 0;
  for (const document of documents) {
    const group = groups.at(-1);
    const left = document.chunks.length - (document.staged?.count ?? 0);
    chunks += left;
    if (group !== undefined && chunks <= chunksPerGroup && group.every(({ id }) => id !== document.id)) {
      group.push(document);
    } else {
      groups.push([document]);
      chunks = left;
    }
  }
  return groups;
}
