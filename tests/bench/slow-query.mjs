import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openDatabase } from '../../packages/api/dist/modules/db/index.js';

/** How long one slow query of the embedded database takes, and how late the event loop of its process is meanwhile (p99), in milliseconds. */
export async function slowQuery() {
  const database = await openDatabase({});
  const delays = monitorEventLoopDelay({ resolution: 1 });
  try {
    await database.sql`select 1`;
    delays.enable();
    const began = performance.now();
    await database.sql`select sum(sqrt(n)) from generate_series(1, 4000000) as n`;
    const took = performance.now() - began;
    delays.disable();
    return { took, late: delays.percentile(99) / 1e6 };
  } finally {
    await database.close();
  }
}
