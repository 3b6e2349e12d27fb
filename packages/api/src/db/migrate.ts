import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { packageFile } from '../package-file.js';
import type { Database } from './database.js';

const migrationsLock = 7_225_117;

/** Brings the schema up to date. Nodes that start together wait for one another. */
export async function migrate(database: Database): Promise<void> {
  const client = database.createClient({ max: 1 });
  try {
    await client`select pg_advisory_lock(${migrationsLock})`;
    await applyMigrations(drizzle(client), { migrationsFolder: packageFile('drizzle') });
    await client`select pg_advisory_unlock(${migrationsLock})`;
  } finally {
    await client.end({ timeout: 5 });
  }
}
