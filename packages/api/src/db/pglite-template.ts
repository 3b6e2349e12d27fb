import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../package-file.js';

const manifest = packageFile('package.json');
const migrations = packageFile('drizzle');
const templates = packageFile('dist/pglite');

/** Where the build leaves an embedded database with all migrations. The name stands for them and for PGlite's version: of others there is none. */
export function pgliteTemplate(): string {
  const { dependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies: Record<string, string> };
  const hash = createHash('sha256').update(dependencies['@electric-sql/pglite'] ?? '');
  for (const name of readdirSync(migrations).sort()) if (name.endsWith('.sql')) hash.update(readFileSync(join(migrations, name)));
  return join(templates, `${hash.digest('hex').slice(0, 16)}.tar.gz`);
}
