import postgres from 'postgres';
import { randomBytes } from 'node:crypto';

/** The database that a test file runs on: embedded, or a new one on the server that `DATABASE_URL` names. */
export interface TestDatabase {
  url: string | undefined;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  if (process.env['ASKWELL_TEST_DB'] !== 'postgres') return { url: undefined, drop: () => Promise.resolve() };
  const server = process.env['DATABASE_URL'];
  if (server === undefined) throw new Error('ASKWELL_TEST_DB=postgres needs DATABASE_URL. Run the suite through npm test.');
  const name = `askwell_test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    async drop() {
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
