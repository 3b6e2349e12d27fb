import type { Context } from '../../context.js';
import { confirmCandidates, type Confirmed } from '../store.js';

/** Asks the database whether what this process keeps of a tenant is still true. */
export interface Confirmer {
  /** The versions of the tenant's knowledge and of the rows of these documents, as of some moment after the call. */
  confirm(ctx: Context, documents: readonly string[]): Promise<Confirmed>;
}

interface Trip {
  began: number;
  answer: Promise<Confirmed>;
  /** Of the searches that have come meanwhile. */
  next: { documents: Set<string>; answer: Promise<Confirmed> } | undefined;
}

/** Nobody waits behind a trip that has taken so long already: its connection may be broken. */
const longestMilliseconds = 50;

/** Makes one trip at a time for each tenant: the searches that come meanwhile share the next one. */
export function createConfirmer(): Confirmer {
  const trips = new Map<string, Trip>();

  function start({ tenantId, deps }: Context, documents: Iterable<string>): Promise<Confirmed> {
    const answer = confirmCandidates(deps.database, tenantId, [...new Set(documents)]);
    const trip: Trip = { began: performance.now(), answer, next: undefined };
    trips.set(tenantId, trip);
    const end = (): void => {
      if (trips.get(tenantId) === trip) trips.delete(tenantId);
    };
    answer.then(end, end);
    return answer;
  }

  async function follow(ctx: Context, trip: Trip, documents: ReadonlySet<string>): Promise<Confirmed> {
    await trip.answer.catch(() => {}); // Told to those who asked for it.
    return start(ctx, documents);
  }

  return {
    confirm(ctx, documents) {
      const trip = trips.get(ctx.tenantId);
      if (trip === undefined || performance.now() - trip.began > longestMilliseconds) return start(ctx, documents);
      if (trip.next === undefined) {
        const all = new Set<string>();
        trip.next = { documents: all, answer: follow(ctx, trip, all) };
      }
      for (const document of documents) trip.next.documents.add(document);
      return trip.next.answer;
    },
  };
}
