import type { Context } from '../../context.js';
import { readPostings, type Postings } from '../store.js';
import type { Vocabulary } from '../query/vocabulary.js';

/** Eight bytes each. */
const defaultPostingLimit = 4_000_000;
/** What a chunk's place takes beside a posting. */
const postingsOfPlace = 8;

/** Where terms occur, of the tenants that searched last, in this process. */
export interface PostingCache {
  /** The postings of these terms as of the vocabulary's version; undefined where the tenant's knowledge has changed since. */
  get(ctx: Context, vocabulary: Vocabulary, terms: readonly string[]): Promise<KeptTerms | undefined>;
}

/** Chunks are told by their places, which are small numbers without gaps. */
export interface KeptTerms {
  postings: ReadonlyMap<string, KeptPostings>;
  /** Of the chunk in each place. */
  numbers: readonly number[];
}

export interface KeptPostings {
  places: Int32Array;
  /** The term's normalised frequency in each. */
  weights: Float32Array;
}

export interface PostingCacheOptions {
  /** Postings of all tenants together. @default 4_000_000 */
  postingLimit?: number;
}

interface Entry extends KeptTerms {
  vocabulary: Vocabulary;
  /** Those first that were unused for longest. */
  postings: Map<string, KeptPostings>;
  numbers: number[];
  places: Map<number, number>;
  size: number;
}

/** What is kept belongs to one loaded vocabulary and goes with it. */
export function createPostingCache({ postingLimit = defaultPostingLimit }: PostingCacheOptions = {}): PostingCache {
  const entries = new Map<string, Entry>();
  let total = 0;

  function entryOf(tenantId: string, vocabulary: Vocabulary): Entry {
    const known = entries.get(tenantId);
    const entry = known?.vocabulary === vocabulary ? known : createEntry(vocabulary);
    keep(tenantId, entry);
    return entry;
  }

  function keep(tenantId: string, entry: Entry): void {
    total += entry.size - (entries.get(tenantId)?.size ?? 0);
    // Back to the end: the first entries are the ones unused for longest.
    entries.delete(tenantId);
    entries.set(tenantId, entry);
  }

  function add(entry: Entry, term: string, { numbers, weights }: Postings): KeptPostings {
    // Another search may have read it meanwhile.
    const known = entry.postings.get(term);
    if (known !== undefined) return known;
    const placesBefore = entry.numbers.length;
    const postings = { places: numbers.map((number) => placeOf(entry, number)), weights };
    entry.postings.set(term, postings);
    const size = numbers.length + postingsOfPlace * (entry.numbers.length - placesBefore);
    entry.size += size;
    total += size;
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
      const found = new Map<string, KeptPostings>();
      for (const term of terms) {
        const postings = entry.postings.get(term);
        if (postings === undefined) continue;
        found.set(term, postings);
        entry.postings.delete(term);
        entry.postings.set(term, postings);
      }
      const missing = terms.filter((term) => !found.has(term));
      if (missing.length === 0) return { postings: found, numbers: entry.numbers };
      const read = await readPostings(ctx.deps.database, ctx.tenantId, missing);
      ctx.deps.vocabulary.noteVersion(ctx.tenantId, read.version);
      if (read.version !== vocabulary.version) return undefined;
      // Evicted meanwhile, it is kept again.
      if (entries.get(ctx.tenantId) !== entry) keep(ctx.tenantId, entry);
      for (const [term, postings] of read.postings) found.set(term, add(entry, term, postings));
      evict();
      return { postings: found, numbers: entry.numbers };
    },
  };
}

function createEntry(vocabulary: Vocabulary): Entry {
  return { vocabulary, postings: new Map(), numbers: [], places: new Map(), size: 0 };
}

function placeOf({ numbers, places }: Entry, number: number): number {
  let place = places.get(number);
  if (place === undefined) {
    place = numbers.length;
    numbers.push(number);
    places.set(number, place);
  }
  return place;
}
