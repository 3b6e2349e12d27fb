import type { Context } from '../../context.js';
import { countPassageGrams } from '../ranking/passage-grams.js';
import type { RankedPassage } from '../passage.js';
import { readPassages, type Candidate, type StoredPassage } from '../store.js';

export type KeptPassage = Omit<RankedPassage, 'score'>;

/** One that a search found, or a neighbour of it: of the same document, so of the same version. */
type Wanted = Pick<Candidate, 'number' | 'version'>;

/** Passages that searches of this process have read, with their n-grams counted. */
export interface PassageCache {
  /**
   * The passages of these candidates by their numbers, as of their versions or later; without those that have gone meanwhile.
   * `knowledge` is the version of the tenant's knowledge that the candidates were found in.
   */
  get(ctx: Context, candidates: readonly Wanted[], knowledge: number): Promise<Map<number, KeptPassage>>;
  /** What is known of one of the tenant's passages, where it is kept. */
  peek(ctx: Context, number: number): KnownPassage | undefined;
}

export interface KnownPassage {
  documentId: string;
  /** Of the row of its document. */
  version: string;
  /** The latest version of the tenant's knowledge that it was true in. */
  asOf: number;
}

export interface PassageCacheOptions {
  /** About how much the passages of all tenants may take. @default 64 MiB */
  byteLimit?: number;
}

interface Entry extends KnownPassage {
  tenantId: string;
  passage: KeptPassage;
}

const defaultByteLimit = 64 * 1024 * 1024;

/**
 * A chunk's own row never changes and its number is never used again, so only its document's row can make an entry old:
 * the search tells that row's version, and another version is read anew. Where the tenant's knowledge is the same as when an entry
 * was last true, it still is: a change of what is shown of a document raises that version.
 */
export function createPassageCache({ byteLimit = defaultByteLimit }: PassageCacheOptions = {}): PassageCache {
  // Two generations: what is not asked for while the newer one fills goes with the older one.
  let newer = new Map<number, Entry>();
  let older = new Map<number, Entry>();
  let bytes = 0;

  function put(entry: Entry): void {
    newer.set(entry.passage.chunkNumber, entry);
    bytes += bytesOf(entry.passage);
    if (bytes < byteLimit / 2) return;
    older = newer;
    newer = new Map();
    bytes = 0;
  }

  function find(tenantId: string, { number, version }: Wanted): Entry | undefined {
    const young = newer.get(number);
    const entry = young ?? older.get(number);
    if (entry === undefined || entry.tenantId !== tenantId || entry.version !== version) return undefined;
    if (young === undefined) put(entry);
    return entry;
  }

  return {
    async get(ctx, candidates, knowledge) {
      const passages = new Map<number, KeptPassage>();
      const missing: number[] = [];
      for (const candidate of candidates) {
        const entry = find(ctx.tenantId, candidate);
        if (entry === undefined) {
          missing.push(candidate.number);
          continue;
        }
        entry.asOf = Math.max(entry.asOf, knowledge);
        passages.set(candidate.number, entry.passage);
      }
      if (missing.length === 0) return passages;
      for (const stored of await readPassages(ctx.deps.database, ctx.tenantId, missing)) {
        const passage = toKept(stored);
        put({ tenantId: ctx.tenantId, documentId: stored.documentId, version: stored.version, asOf: knowledge, passage });
        passages.set(passage.chunkNumber, passage);
      }
      return passages;
    },
    peek(ctx, number) {
      const entry = newer.get(number) ?? older.get(number);
      return entry?.tenantId === ctx.tenantId ? entry : undefined;
    },
  };
}

function toKept(passage: StoredPassage): KeptPassage {
  return { ...passage, grams: countPassageGrams(passage) };
}

/** Two bytes a character, ten an n-gram, and what the objects around them take. */
function bytesOf({ text, grams }: KeptPassage): number {
  return 1000 + 2 * text.length + 10 * grams.grams.length;
}
