// Bytes of what a page loads, beside the budget of each part; ends with 1 over one of them. Run after `build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const cdn = new URL('../dist/cdn/', import.meta.url);
const loaderBudget = 4 * 1024;
const composerBudget = 45_000;
const localeBudget = 1.5 * 1024;

/** Bytes gzip of what is fetched when it is first needed: what it weighed when the budget was set, and a tenth. */
const laterBudgets = {
  announcer: 900,
  answers: 3_300,
  attachments: 1_450,
  'citation-card': 2_150,
  'comment-form': 590,
  'conversation-list': 1_850,
  'create-icon': 290,
  'create-launcher': 2_600,
  frame: 3_660,
  'highlight-code': 7_420,
  'later-strings': 1_350,
  'lead-form': 1_400,
  'lex-markdown': 17_370,
  'locale-texts': 1_020,
  'play-sound': 300,
  'rich-text': 6_440,
  'sanitize-block': 12_740,
  teaser: 2_160,
  'tool-card': 890,
  view: 190,
  views: 1_800,
  'visitor-verbs': 1_880,
  'voice-input': 350,
};

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
const loader = measure('widget.js');
const atOpen = [loader, ...early.map(measure)];
const later = Object.values(manifest)
  .filter(({ file }) => !early.includes(file))
  .map(({ file, name, src = '' }) => ({
    ...measure(file),
    name,
    budget: src.includes('/locales/') ? localeBudget : (laterBudgets[name] ?? 0),
  }));

console.log(`${'file'.padEnd(40)}${'raw'.padStart(10)}${'gzip'.padStart(10)}${'budget'.padStart(10)}`);
for (const { file, raw, gzip, budget = '' } of [...atOpen, ...later]) {
  console.log(`${file.padEnd(40)}${[raw, gzip, budget].map((value) => String(value).padStart(10)).join('')}`);
}
const checks = [
  { name: 'loader with its launcher', gzip: loader.gzip, budget: loaderBudget },
  {
    name: 'everything up to a usable composer',
    gzip: atOpen.reduce((sum, { gzip }) => sum + gzip, 0),
    budget: composerBudget,
  },
  ...later.filter(({ gzip, budget }) => gzip > budget),
];
for (const { name, gzip, budget } of checks) {
  console.log(`${name}: ${gzip} of ${budget} bytes gzip${gzip > budget ? ', OVER BUDGET' : ''}`);
}
process.exitCode = checks.some(({ gzip, budget }) => gzip > budget) ? 1 : 0;
