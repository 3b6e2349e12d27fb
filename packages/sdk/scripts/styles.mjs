// Writes `dist/styles`: each sheet as a minified file, for pages that link it, and as a string, for shadow roots that adopt it.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';

const source = new URL('../src/styles/', import.meta.url);
const target = new URL('../dist/styles/', import.meta.url);

/** Sheet by its parts, in the order of the cascade. A chat opens with `chat`; the other two come with what they style. */
const sheets = {
  chat: ['base', 'panel', 'transcript', 'composer', 'consent'],
  answers: ['answer', 'answer-text', 'citation-card', 'next-steps', 'writing'],
  views: ['forms', 'conversation-list', 'attachments', 'tool-card'],
};

const used = Object.values(sheets).flat();
const unused = readdirSync(source).filter((file) => !used.includes(file.replace(/\.css$/, '')));
if (unused.length > 0) throw new Error(`No sheet takes ${unused.join(', ')}: name it in scripts/styles.mjs.`);

mkdirSync(target, { recursive: true });
for (const [name, parts] of Object.entries(sheets)) {
  const css = parts.map((part) => readFileSync(new URL(`${part}.css`, source), 'utf8')).join('\n');
  const { code } = await transform(css, { loader: 'css', minify: true, target: 'es2022' });
  writeFileSync(new URL(`${name}.css`, target), code);
  writeFileSync(new URL(`${name}.js`, target), `export const ${name}Css = ${JSON.stringify(code.trim())};\n`);
  writeFileSync(new URL(`${name}.d.ts`, target), `export declare const ${name}Css: string;\n`);
}
