import { openDatabase, type Database } from './db/index.js';
import type { Environment } from './env.js';

/** A data directory of this name leaves nothing behind; for tests. */
export const inMemory = ':memory:';

/** Apart from the other parts, so that it can begin while they are being loaded. */
export function openServerDatabase(env: Environment): Promise<Database> {
  return openDatabase({
    url: env.DATABASE_URL,
    dataDir: env.ASKWELL_DATA_DIR === inMemory ? undefined : env.ASKWELL_DATA_DIR,
  });
}
