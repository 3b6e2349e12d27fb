// Bytes of what a page loads, beside the two budgets; ends with 1 over one of them. Run after `build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const cdn = new URL('../dist/cdn/', import.meta.url);
const budgets = { loader: 4 * 1024, composer: 45.4 * 1024 };
const manifest = JSON.parse(readFileSync(new URL('manifest.json', cdn), 'utf8'));
const entry = manifest['src/entrypoints/element.ts'];

/** The entry and what it imports before it runs. */
function staticFiles(chunk, found = new Set()) {
  found.add(chunk.file);
  for (const key of chunk.imports ?? []) staticFiles(manifest[key], found);
  return found;
}

function measure(file) {
  const bytes = readFileSync(new URL(file, cdn));
  return { file, raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

const early = [...staticFiles(entry)];
const late = Object.values(manifest)
  .map(({ file }) => file)
  .filter((file) => !early.includes(file));
const loader = measure('widget.js');
const rows = [loader, ...early.map(measure)];
const composer = rows.reduce((sum, { gzip }) => sum + gzip, 0);

console.log(`${'file'.padEnd(40)}${'raw'.padStart(10)}${'gzip'.padStart(10)}`);
for (const { file, raw, gzip } of [...rows, ...late.map(measure)]) {
  console.log(
    `${file.padEnd(40)}${String(raw).padStart(10)}${String(gzip).padStart(10)}${late.includes(file) ? '  when the panel opens' : ''}`,
  );
}
const checks = [
  { name: 'loader with its launcher', bytes: loader.gzip, budget: budgets.loader },
  { name: 'everything up to a usable composer', bytes: composer, budget: budgets.composer },
];
for (const { name, bytes, budget } of checks) {
  console.log(`${name}: ${bytes} of ${budget} bytes gzip${bytes > budget ? ', OVER BUDGET' : ''}`);
}
process.exitCode = checks.some(({ bytes, budget }) => bytes > budget) ? 1 : 0;
