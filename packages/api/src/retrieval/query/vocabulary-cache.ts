import type { Context } from '../../context.js';
import { loadVocabulary } from '../store.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';

/** A stale vocabulary only misses new spellings, as frequencies come fresh with each search. */
const defaultFreshMilliseconds = 2_000;
/** Reloading takes at most about this share of the time, so that steady ingestion cannot make search reload all the time. */
const loadShare = 0.05;
const mostTerms = 3_000_000;

export interface VocabularyCache {
  get(ctx: Context): Promise<Vocabulary>;
  /** Tells the version that a search has seen, so that an older vocabulary is loaded anew when its time is up. */
  noteVersion(tenantId: string, version: number): void;
  /** False where a search has seen a later version than this vocabulary's, or another vocabulary has taken its place. */
  isLatest(tenantId: string, vocabulary: Vocabulary): boolean;
}

export interface VocabularyCacheOptions {
  now?: () => number;
  /** Terms of all tenants together. @default 3_000_000 */
  termLimit?: number;
  /** A changed vocabulary is loaded anew after this long. @default 2_000 */
  freshMilliseconds?: number;
}

interface Entry {
  loading: Promise<Vocabulary>;
  size: number;
  version: number;
  seenVersion: number;
  reloadAfter: number;
}

/** Vocabularies of the tenants that searched last, in this process. */
export function createVocabularyCache(options: VocabularyCacheOptions = {}): VocabularyCache {
  const now = options.now ?? (() => performance.now());
  const termLimit = options.termLimit ?? mostTerms;
  const freshMilliseconds = options.freshMilliseconds ?? defaultFreshMilliseconds;
  const entries = new Map<string, Entry>();

  function load(ctx: Context): Entry {
    const started = now();
    const entry: Entry = {
      loading: loadVocabulary(ctx.deps.database, ctx.tenantId).then(createVocabulary),
      size: 0,
      version: -1,
      seenVersion: -1,
      reloadAfter: Number.POSITIVE_INFINITY,
    };
    entry.loading.then(
      (vocabulary) => {
        entry.size = vocabulary.size;
        entry.version = vocabulary.version;
        entry.reloadAfter = now() + (freshMilliseconds === 0 ? 0 : Math.max(freshMilliseconds, (now() - started) / loadShare));
        evict(ctx.tenantId);
      },
      // The caller gets the failure; the next search tries again.
      () => entries.delete(ctx.tenantId),
    );
    return entry;
  }

  function evict(keep: string): void {
    let total = 0;
    for (const entry of entries.values()) total += entry.size;
    for (const [tenantId, entry] of entries) {
      if (total <= termLimit) return;
      if (tenantId === keep) continue;
      entries.delete(tenantId);
      total -= entry.size;
    }
  }

  return {
    get(ctx) {
      let entry = entries.get(ctx.tenantId);
      const stale = entry !== undefined && entry.seenVersion > entry.version && now() >= entry.reloadAfter;
      if (entry === undefined || stale) entry = load(ctx);
      // Back to the end: the first entries are the ones unused for longest.
      entries.delete(ctx.tenantId);
      entries.set(ctx.tenantId, entry);
      return entry.loading;
    },
    noteVersion(tenantId, version) {
      const entry = entries.get(tenantId);
      if (entry !== undefined) entry.seenVersion = Math.max(entry.seenVersion, version);
    },
    isLatest(tenantId, { version }) {
      const entry = entries.get(tenantId);
      return entry?.version === version && entry.seenVersion <= version;
    },
  };
}
