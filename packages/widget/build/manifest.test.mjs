import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file) => readFileSync(new URL(file, import.meta.url), 'utf8');
const source = read('../src/components/chat/askwell-chat.ts');
const declaration = JSON.parse(read('../custom-elements.json'))
  .modules.flatMap(({ declarations = [] }) => declarations)
  .find(({ name }) => name === 'AskwellChat');
const byName = (one, other) => one.localeCompare(other);
const tagged = (pattern) => Array.from(source.matchAll(pattern), ([, name]) => name).sort(byName);
const names = (list) => list.map(({ name }) => name).sort(byName);

const parts = tagged(/^ \* @csspart ([\w-]+)/gm);
const properties = tagged(/^ \* @cssproperty \[?(--[\w-]+)/gm);

it('custom-elements.json is as the element’s comment says: run `pnpm --filter @askwell/widget run manifest`', () => {
  expect(names(declaration.cssParts)).toEqual(parts);
  expect(names(declaration.cssProperties)).toEqual(properties);
  expect(names(declaration.slots)).toEqual(tagged(/^ \* @slot ([\w-]+)/gm));
  expect(names(declaration.events)).toEqual(tagged(/^ \* @event \{\w+\} ([\w-]+)/gm));
});

it('custom-elements.json describes <askwell-frame> as its class does', () => {
  const code = read('../src/frame/askwell-frame.ts');
  const { declarations } = JSON.parse(read('../custom-elements.json')).modules.find(({ path }) => path.includes('frame/'));
  const frame = declarations.find(({ name }) => name === 'AskwellFrame');
  const inComment = (pattern) => Array.from(code.matchAll(pattern), ([, name]) => name).sort(byName);
  expect(frame.tagName).toBe('askwell-frame');
  expect(names(frame.attributes)).toEqual(expect.arrayContaining(inComment(/^ \* @attr \{[^}]+\} ([\w-]+)/gm)));
  expect(names(frame.events)).toEqual(expect.arrayContaining(inComment(/^ \* @event (?:\{\w+\} )?([\w-]+)/gm)));
  expect(names(frame.members)).toEqual(expect.arrayContaining(['show', 'hide', 'send', 'registerTool', 'destroy']));
});

it('docs/theming.md names every part and custom property, and none that is not there', () => {
  const page = read('../../../docs/theming.md');
  expect(parts.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(properties.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  const named = new Set(Array.from(page.matchAll(/--askwell-[a-z-]*[a-z]/g), ([name]) => name));
  const isKnown = (name) => properties.includes(name) || name.startsWith('--askwell-code-');
  expect([...named].filter((name) => !isKnown(name))).toEqual([]);
});
