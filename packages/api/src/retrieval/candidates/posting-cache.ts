import type { Context } from '../../context.js';
import { seek } from './seek.js';
import { readPostings, type Postings } from '../store.js';
import type { Vocabulary } from '../query/vocabulary.js';

/** Eight bytes each. */
const defaultPostingLimit = 4_000_000;

/** Where terms occur, of the tenants that searched last, in this process. */
export interface PostingCache {
  /** The postings of these terms as of the vocabulary's version; undefined where the tenant's knowledge has changed since. */
  get(ctx: Context, vocabulary: Vocabulary, terms: readonly string[]): Promise<KeptTerms | undefined>;
}

/** Chunks are told by their places among the tenant's. */
export interface KeptTerms {
  postings: ReadonlyMap<string, KeptPostings>;
  /** Of the chunk in each place. */
  numbers: Int32Array;
  /** Some were read just now, so that the vocabulary's version was still the tenant's. */
  isConfirmed: boolean;
}

export interface KeptPostings {
  /** Ascending. */
  places: Int32Array;
  /** The term's normalised frequency in each. */
  weights: Float32Array;
  /** The highest of the weights. */
  heaviest: number;
}

export interface PostingCacheOptions {
  /** Postings of all tenants together. @default 4_000_000 */
  postingLimit?: number;
}

interface Entry {
  vocabulary: Vocabulary;
  /** Those first that were unused for longest. */
  postings: Map<string, KeptPostings>;
  size: number;
}

/** What is kept belongs to one loaded vocabulary and goes with it. */
export function createPostingCache({ postingLimit = defaultPostingLimit }: PostingCacheOptions = {}): PostingCache {
  const entries = new Map<string, Entry>();
  let total = 0;

  function entryOf(tenantId: string, vocabulary: Vocabulary): Entry {
    const known = entries.get(tenantId);
    const entry = known?.vocabulary === vocabulary ? known : { vocabulary, postings: new Map(), size: 0 };
    keep(tenantId, entry);
    return entry;
  }

  function keep(tenantId: string, entry: Entry): void {
    total += entry.size - (entries.get(tenantId)?.size ?? 0);
    // Back to the end: the first entries are the ones unused for longest.
    entries.delete(tenantId);
    entries.set(tenantId, entry);
  }

  function add(entry: Entry, term: string, read: Postings): KeptPostings {
    // Another search may have read it meanwhile.
    const known = entry.postings.get(term);
    if (known !== undefined) return known;
    const postings = place(read, entry.vocabulary.chunkNumbers);
    entry.postings.set(term, postings);
    entry.size += postings.places.length;
    total += postings.places.length;
    return postings;
  }

  function evict(): void {
    for (const [tenantId, entry] of entries) {
      for (const [term, { places }] of entry.postings) {
        if (total <= postingLimit) return;
        entry.postings.delete(term);
        entry.size -= places.length;
        total -= places.length;
      }
      if (total <= postingLimit) return;
      entries.delete(tenantId);
      total -= entry.size;
    }
  }

  return {
    async get(ctx, vocabulary, terms) {
      const entry = entryOf(ctx.tenantId, vocabulary);
      const { chunkNumbers: numbers } = vocabulary;
      const found = new Map<string, KeptPostings>();
      for (const term of terms) {
        const postings = entry.postings.get(term);
        if (postings === undefined) continue;
        found.set(term, postings);
        entry.postings.delete(term);
        entry.postings.set(term, postings);
      }
      const missing = terms.filter((term) => !found.has(term));
      if (missing.length === 0) return { postings: found, numbers, isConfirmed: false };
      const read = await readPostings(ctx.deps.database, ctx.tenantId, missing);
      ctx.deps.vocabulary.noteVersion(ctx.tenantId, read.version);
      if (read.version !== vocabulary.version) return undefined;
      // Evicted meanwhile, it is kept again.
      if (entries.get(ctx.tenantId) !== entry) keep(ctx.tenantId, entry);
      for (const [term, postings] of read.postings) found.set(term, add(entry, term, postings));
      evict();
      return { postings: found, numbers, isConfirmed: true };
    },
  };
}

/** Both are of one version, so that each chunk of the postings has its place. */
function place({ numbers, weights }: Postings, chunkNumbers: Int32Array): KeptPostings {
  const places = new Int32Array(numbers.length);
  let heaviest = 0;
  let from = 0;
  for (let at = 0; at < places.length; at++) {
    from = seek(chunkNumbers, numbers[at] ?? 0, from);
    places[at] = from;
    heaviest = Math.max(heaviest, weights[at] ?? 0);
  }
  return { places, weights, heaviest };
}
