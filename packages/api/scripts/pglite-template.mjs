// Prepares the embedded database once, at build time: making one from nothing takes a new installation four seconds.
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { migrate, openDatabase } from '../dist/modules/db/index.js';
import { pgliteTemplate } from '../dist/modules/db/pglite-template.js';
import { createJobQueue } from '../dist/modules/jobs/index.js';

const file = pgliteTemplate();
if (existsSync(file)) process.exit(0);
const dataDir = mkdtempSync(join(tmpdir(), 'askwell-template-'));
try {
  rmSync(dirname(file), { recursive: true, force: true });
  const database = await openDatabase({ dataDir });
  await migrate(database);
  await (await createJobQueue(database)).stop(1000);
  await database.sql`vacuum analyze`;
  await database.close();
  const pglite = await PGlite.create({ dataDir: join(dataDir, 'pglite'), extensions: { vector } });
  const dump = await pglite.dumpDataDir('gzip');
  await pglite.close();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
  console.log(`${basename(file)}: ${(dump.size / 1024 / 1024).toFixed(1)} MB`);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
