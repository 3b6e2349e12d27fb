import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const cdn = new URL('../../packages/widget/dist/cdn/', import.meta.url);

/** Gzip bytes of the loader, of the loader with everything up to the composer, and of all files together. */
export function widgetBytes() {
  if (!existsSync(cdn)) return undefined;
  const scripts = readdirSync(fileURLToPath(cdn), { recursive: true }).filter((file) => file.endsWith('.js'));
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', cdn), 'utf8'));
  const loader = gzip('widget.js');
  return {
    loader,
    composer: loader + sum([...staticImports(manifest, ['src/entrypoints/element.ts'])].map((key) => manifest[key].file)),
    all: sum(scripts),
  };
}

function staticImports(manifest, keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    staticImports(manifest, manifest[key].imports ?? [], seen);
  }
  return seen;
}

const gzip = (file) => gzipSync(readFileSync(new URL(file, cdn)), { level: 9 }).length;
const sum = (files) => files.reduce((total, file) => total + gzip(file), 0);
