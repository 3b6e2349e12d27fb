// Writes `dist/styles`: each sheet as a minified file, for pages that link it, and as a string, for shadow roots that adopt it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';

const source = new URL('../src/styles/', import.meta.url);
const target = new URL('../dist/styles/', import.meta.url);

/** Sheet by its parts, in the order of the cascade. */
const sheets = {
  chat: ['base', 'panel', 'transcript', 'answer', 'answer-text', 'composer', 'citation-card'],
};

mkdirSync(target, { recursive: true });
let code = '';
let types = '';
for (const [name, parts] of Object.entries(sheets)) {
  const css = parts.map((part) => readFileSync(new URL(`${part}.css`, source), 'utf8')).join('\n');
  const { code: minified } = await transform(css, { loader: 'css', minify: true, target: 'es2022' });
  writeFileSync(new URL(`${name}.css`, target), minified);
  code += `export const ${name}Css = ${JSON.stringify(minified.trim())};\n`;
  types += `export declare const ${name}Css: string;\n`;
}
writeFileSync(new URL('index.js', target), code);
writeFileSync(new URL('index.d.ts', target), types);
