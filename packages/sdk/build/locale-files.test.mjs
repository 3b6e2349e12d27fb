import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';
import { widgetStringKeys } from '@askwell/contract';

const folder = new URL('../src/dom/locales/', import.meta.url);
const files = readdirSync(folder).filter((name) => /^\w+\.ts$/.test(name));

it.each(files)('%s names each text by its key, and has at most 1.5 KB compressed', (name) => {
  const source = readFileSync(new URL(name, folder), 'utf8');
  expect([...source.matchAll(/\/\/ (\w+)$/gm)].map(([, key]) => key)).toEqual([...widgetStringKeys]);
  const { code } = transformSync(source, { loader: 'ts', minify: true, charset: 'utf8' });
  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(1536);
});
