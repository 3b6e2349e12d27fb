// Writes custom-elements.json, which editors and documentation tools read, from the elements' JSDoc: run after changing it.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const sources = [
  'src/components/chat/askwell-chat.ts',
  'src/frame/askwell-frame.ts',
  'src/element.ts',
  'src/frame.ts',
  ...['open', 'close', 'message', 'handoff', 'error'].map((name) => `src/events/${name}-event.ts`),
];
const analyzer = [
  '--yes',
  '--package',
  '@custom-elements-manifest/analyzer@0.11.0',
  'cem',
  'analyze',
  '--litelement',
  '--globs',
  ...sources,
];
execFileSync('npx', analyzer, { cwd: fileURLToPath(root), stdio: 'inherit' });

const file = new URL('custom-elements.json', root);
const manifest = JSON.parse(readFileSync(file, 'utf8').replaceAll(/"src\/([\w/-]+)\.ts"/g, '"dist/$1.js"'));
for (const { declarations = [] } of manifest.modules) {
  for (const declaration of declarations) {
    const isPublic = ({ name, privacy }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected';
    if (declaration.members) declaration.members = declaration.members.filter(isPublic);
  }
}
writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
