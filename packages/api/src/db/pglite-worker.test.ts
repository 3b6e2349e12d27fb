import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate, openDatabase } from './index.js';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'askwell-database-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

it('makes the embedded database anew where its making was broken off, and keeps it from then on', async () => {
  await mkdir(join(dataDir, 'pglite'));
  await writeFile(join(dataDir, 'pglite', 'PG_VERSION'), 'half of a file');
  await writeFile(join(dataDir, 'pglite.unfinished'), '');
  const made = await openDatabase({ dataDir });
  await migrate(made);
  await made.sql`insert into tenants (tenant_id, name) values ('ten_kept', 'Kept')`;
  await made.close();
  const opened = await openDatabase({ dataDir });
  expect(await opened.sql`select name from tenants`).toEqual([{ name: 'Kept' }]);
  await opened.close();
}, 60_000);
