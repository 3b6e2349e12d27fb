import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createConfigFileSchema } from '../../http/index.js';
import { checkConfig } from './check-config.js';
import { compareConfig, toLines } from './compare.js';
import { formatConfig } from './format-config.js';

function problems(text: string): string[] {
  const checked = checkConfig(text);
  return checked.ok ? [] : checked.problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('checkConfig', () => {
  it('takes a whole file', () => {
    const config = {
      $schema: 'https://chat.example.com/schema/askwell.config.json',
      name: 'Acme Help',
      theme: { preset: 'soft', accent: '#0a7d4f', customCss: '.panel { border-width: 2px }' },
      locale: 'auto',
      features: { voice: true },
      leadForm: { when: ['handoff'], fields: [{ name: 'mail', kind: 'email', label: 'Your mail', required: true }] },
      proactive: [{ when: 'scroll', percent: 60, message: 'Any question?', path: '/pricing*' }],
      imageHosts: ['*.example.com'],
      allowedOrigins: ['https://www.example.com'],
    };
    expect(checkConfig(JSON.stringify(config))).toEqual({ ok: true, config });
    expect(problems('{}')).toEqual([]);
  });

  it('names line, column and the word that was meant', () => {
    const text = `{
  "greting": "Hi",
  "theme": {
    "acent": "#fff",
    "accent": "blue",
    "radius": "midium"
  },
  "strings": { "placholder": "Ask" },
  "proactive": [
    { "when": "scrol", "message": "Hi" },
    { "when": "time", "second": 3, "message": "Hi" }
  ],
  "features": { "voice": "yes" },
  "theme": {}
}`;
    // The keys of an object that stands twice are read from its last place by JSON itself, so the first is checked alone.
    expect(problems(text.replace(/,\n {2}"theme": \{\}/, ''))).toEqual([
      '2:3 there is no "greting". Did you mean "greeting"?',
      '4:5 theme: there is no "acent". Did you mean "accent"?',
      '5:15 theme.accent: must be a colour like #2563eb',
      '6:15 theme.radius: must be one of none, small, medium, large. Did you mean "medium"?',
      '8:16 strings: there is no "placholder". Did you mean "placeholder"?',
      expect.stringMatching(/^10:15 proactive\.0\.when: /) as string,
      expect.stringMatching(/^11:5 proactive\.1\.seconds: expected number/) as string,
      '11:23 proactive.1: there is no "second". Did you mean "seconds"?',
      '13:26 features.voice: expected boolean, received string',
    ]);
    expect(problems(text)).toContain('14:3 "theme" stands here twice');
  });

  it('says what is no JSON, and where', () => {
    expect(problems('')).toEqual(['1:1 is empty; write at least {}']);
    expect(problems('{\n  "name": "A",\n}')).toEqual([expect.stringMatching(/^3:1 is not valid JSON/) as string]);
    expect(problems('{ // words\n}')).toEqual([expect.stringMatching(/^1:3 is not valid JSON: invalid comment/) as string]);
    expect(problems('[]')).toEqual(['1:1 expected object, received array']);
  });

  it('holds the whole within what the widget’s config may have', () => {
    const entries = Array.from({ length: 70 }, (_, at) => `.a${(at * 7919).toString(36)}{left:${at * at}px;top:${at * 31}px;}`);
    const strings = Object.fromEntries(['footer', 'errorGeneric', 'consent'].map((key, at) => [key, noise(300 - at)]));
    const text = JSON.stringify({ greeting: noise(500), strings, theme: { customCss: entries.join('') } });
    expect(problems(text)).toEqual([expect.stringMatching(/of at most 2048\. Shorten/) as string]);
  });
});

describe('the schema', () => {
  it('is shipped as it is served', async () => {
    const shipped = await readFile(new URL('../../../schema/askwell.config.json', import.meta.url), 'utf8');
    expect(JSON.parse(shipped), 'run: pnpm --filter @askwell/api schema').toEqual(
      JSON.parse(JSON.stringify(createConfigFileSchema())),
    );
  });

  it('describes every setting for the editor', () => {
    const { properties = {} } = createConfigFileSchema();
    const bare = Object.entries(properties).filter(([, one]) => typeof one === 'object' && one.description === undefined);
    expect(bare.map(([name]) => name)).toEqual([]);
  });
});

it('compares what the file names, and writes the same bytes for the same assistant', () => {
  const assistant = {
    id: 'ast_1',
    name: 'Acme',
    instructions: '',
    greeting: 'Hello',
    starters: [],
    theme: { radius: 'small', accent: '#112233' } as const,
    strings: {},
    locale: 'auto',
    allowedOrigins: ['https://a.example'],
    allowMissingOrigin: false,
    claimAnonymous: false,
    model: {},
  };
  expect(toLines(compareConfig({ greeting: 'Hello', theme: { accent: '#112233', density: 'compact' } }, assistant))).toEqual([
    '- theme.radius  "small"',
    '+ theme.density  "compact"',
  ]);
  const text = formatConfig(assistant, { $schema: 'x' });
  expect(text).toBe(
    `${JSON.stringify(
      {
        $schema: 'x',
        name: 'Acme',
        greeting: 'Hello',
        theme: { accent: '#112233', radius: 'small' },
        allowedOrigins: ['https://a.example'],
      },
      null,
      2,
    )}\n`,
  );
  const read = checkConfig(text);
  expect(read.ok && compareConfig(read.config, assistant)).toEqual([]);
});

/** Letters that gzip cannot shorten much, the same in each run. */
function noise(length: number): string {
  let seed = 7 + length;
  return Array.from({ length }, () => String.fromCharCode(33 + ((seed = (seed * 48_271) % 2_147_483_647) % 90))).join('');
}
