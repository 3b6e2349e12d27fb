import type { Context } from '../context.js';
import { readPostings, type Postings } from './store.js';
import type { Vocabulary } from './vocabulary.js';

/** Eight bytes each. */
const defaultPostingLimit = 4_000_000;

/** Where terms occur, of the tenants that searched last, in this process. */
export interface PostingCache {
  /** The postings of these terms as of the vocabulary's version; undefined where the tenant's knowledge has changed since. */
  get(ctx: Context, vocabulary: Vocabulary, terms: readonly string[]): Promise<ReadonlyMap<string, Postings> | undefined>;
}

export interface PostingCacheOptions {
  /** Postings of all tenants together. @default 4_000_000 */
  postingLimit?: number;
}

interface Entry {
  vocabulary: Vocabulary;
  postings: Map<string, Postings>;
  size: number;
}

/** What is kept belongs to one loaded vocabulary and goes with it. */
export function createPostingCache({ postingLimit = defaultPostingLimit }: PostingCacheOptions = {}): PostingCache {
  const entries = new Map<string, Entry>();
  let total = 0;

  function entryOf(tenantId: string, vocabulary: Vocabulary): Entry {
    const known = entries.get(tenantId);
    const entry = known?.vocabulary === vocabulary ? known : { vocabulary, postings: new Map<string, Postings>(), size: 0 };
    if (known !== undefined && known !== entry) total -= known.size;
    // Back to the end: the first entries are the ones unused for longest.
    entries.delete(tenantId);
    entries.set(tenantId, entry);
    return entry;
  }

  function evict(): void {
    for (const [tenantId, entry] of entries) {
      if (total <= postingLimit) return;
      entries.delete(tenantId);
      total -= entry.size;
    }
  }

  return {
    async get(ctx, vocabulary, terms) {
      const kept = entryOf(ctx.tenantId, vocabulary).postings;
      const missing = terms.filter((term) => !kept.has(term));
      if (missing.length === 0) return kept;
      const read = await readPostings(ctx.deps.database, ctx.tenantId, missing);
      ctx.deps.vocabulary.noteVersion(ctx.tenantId, read.version);
      if (read.version !== vocabulary.version) return undefined;
      const entry = entryOf(ctx.tenantId, vocabulary);
      for (const [term, postings] of read.postings) {
        // Another search may have read it meanwhile.
        if (entry.postings.has(term)) continue;
        entry.postings.set(term, postings);
        entry.size += postings.numbers.length;
        total += postings.numbers.length;
      }
      evict();
      return entry.postings;
    },
  };
}
