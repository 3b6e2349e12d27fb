import { describe, expect, it } from 'vitest';
import { cutPassages } from './chunk-document.js';
import { countWords } from './count-words.js';

const chunk = (text: string, mediaType = 'text/markdown', pageStarts?: number[]) =>
  cutPassages({ text, mediaType, pageStarts }).map((passage) => ({ ...passage, text: text.slice(passage.start, passage.end) }));
const words = (count: number, word = 'word'): string => Array.from({ length: count }, (_, index) => `${word}${index}`).join(' ');

describe('cutPassages', () => {
  it('gives each passage its heading path and never crosses a heading', () => {
    const text = 'Intro.\n\n# One\n\nA.\n\n## Two `code`\n\nB.\n\nC.\n\nThree\n=====\nD.\n\n# Empty\n';
    expect(chunk(text).map(({ headingPath, text }) => [headingPath, text])).toEqual([
      [[], 'Intro.'],
      [['One'], 'A.'],
      [['One', 'Two code'], 'B.\n\nC.'],
      [['Three'], 'D.'],
      [['Empty'], '# Empty'],
    ]);
  });

  it('cuts a long paragraph at sentence ends, into pieces of about 120 words', () => {
    const text = Array.from({ length: 60 }, (_, index) => `${words(9, `S${index}x`)} end.`).join(' ');
    const chunks = chunk(text);
    expect(chunks.length).toBe(5);
    for (const { text } of chunks) expect(text.endsWith('end.')).toBe(true);
  });

  it('cuts tables and code only between rows, and keeps short ones whole', () => {
    const row = (index: number): string => `| ${index} | ${words(8)} |`;
    const table = ['| a | b |', '| --- | --- |', ...Array.from({ length: 100 }, (_, index) => row(index))].join('\n');
    for (const { text } of chunk(table)) for (const line of text.split('\n')) expect(line).toMatch(/^\|.*\|$/);
    const code = `\`\`\`js\n# not a heading\n\n${words(150)}\n\`\`\``;
    expect(chunk(`Before.\n\n${code}\n\nAfter.`).map(({ text }) => text)).toEqual(['Before.', `${code}\n\nAfter.`]);
  });

  it('reads no marks into plain text', () => {
    expect(chunk('# a comment\n\n---\n\ntext', 'text/plain').map(({ headingPath }) => headingPath)).toEqual([[]]);
  });

  it('counts ideographs as half words, and cuts text without spaces or sentences', () => {
    expect(countWords('你好世界 hello')).toBe(3);
    const chunks = chunk('漢'.repeat(5000));
    expect(chunks.length).toBeGreaterThan(5);
    expect(chunk('x'.repeat(50_000)).length).toBeGreaterThan(5);
    expect(chunk(`x${'🙂'.repeat(9000)}`).every(({ text }) => text.isWellFormed())).toBe(true);
  });

  it('takes a long text without paragraphs in time that grows with its length', () => {
    const text = 'Some words of a sentence stand here. '.repeat(60_000);
    const chunks = chunk(text, 'text/plain');
    expect(chunks.length).toBeGreaterThan(3_000);
    expect(chunks.every(({ text }) => text.endsWith('here.'))).toBe(true);
  }, 10_000);

  it.each([
    ['fences of two kinds', '```\n~~~~\n'.repeat(200_000)],
    ['tables', '| a | b |\n|---|---|\nx\n'.repeat(50_000)],
    ['brackets in headings', `# ${'['.repeat(50_000)}\n`.repeat(40)],
  ])(
    'takes many %s in time that grows with their number',
    (_what, text) => {
      expect(chunk(text).length).toBeGreaterThan(0);
    },
    10_000,
  );

  it('refuses more sections than an index should hold', () => {
    expect(() => chunk('# a\n'.repeat(60_000))).toThrow(expect.objectContaining({ code: 'FILE_TOO_COMPLEX' }));
  });

  it('leaves out front matter and gives pages', () => {
    expect(chunk('---\ntitle: X\ntags:\n  - a\n---\n\nBody.').map(({ text }) => text)).toEqual(['Body.']);
    const text = `${words(140)}\n\n${words(140, 'b')}`;
    expect(chunk(text, 'application/pdf', [0, text.indexOf('b0')]).map(({ page }) => page)).toEqual([1, 2]);
  });

  it('keeps spans exact and loses no word of any text', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const pieces = [
      '# H\n',
      '\n\n',
      '\r\n',
      '\n',
      '```\n',
      '| a | b |\n|---|---|\n',
      '- item ',
      '漢字。',
      'สวัสดี',
      '🙂',
      'word ',
      '. ',
      '---\n',
      '\u2028',
      '\t',
      words(30),
      '===\n',
      '> ',
      '~~~\n',
    ];
    for (let round = 0; round < 400; round++) {
      const text = Array.from({ length: random(60) }, () => pieces[random(pieces.length)] ?? '').join('');
      const chunks = chunk(text, round % 3 === 0 ? 'text/plain' : 'text/markdown');
      let end = 0;
      for (const [ordinal, each] of chunks.entries()) {
        expect(each.text).toBe(text.slice(each.start, each.end));
        expect(each.text.trim()).toBe(each.text);
        expect([each.ordinal, each.start >= end, each.text !== '']).toEqual([ordinal, true, true]);
        end = each.end;
      }
      const kept = chunks.map(({ text, headingPath }) => [...headingPath, text].join(' ')).join(' ');
      for (const word of ['word0', '漢字', 'item']) if (text.includes(word)) expect(kept).toContain(word);
    }
  });
});
