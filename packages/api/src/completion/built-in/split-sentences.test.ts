import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.js';
import { splitSentences } from './split-sentences.js';

function pieces(text: string, language = 'en'): string[] {
  return splitSentences(text, language).map(({ start, end }) => text.slice(start, end));
}

describe('splitSentences', () => {
  it('keeps abbreviations, initials and ordinals together', () => {
    expect(pieces('Dr. Smith met J. Doe at approx. 9 a.m. in the U.S. Army base. They left.')).toEqual([
      'Dr. Smith met J. Doe at approx. 9 a.m. in the U.S. Army base.',
      'They left.',
    ]);
    expect(pieces('Wir öffnen am 3. Oktober. Bitte kommen Sie, z. B. zu Fuß.', 'de')).toHaveLength(2);
  });

  it('joins wrapped lines and keeps short ones apart', () => {
    const wrapped = 'This sentence goes on for so long that its writer wrapped it\nonto a second line. It ends here.';
    expect(pieces(wrapped)).toHaveLength(2);
    expect(pieces('Berlin\nHamburg\nMunich')).toEqual(['Berlin', 'Hamburg', 'Munich']);
  });

  it('gives list items without markers, table rows without the rule, headings apart', () => {
    const text = '## Prices\n\n- Standard costs 5 euros\n- Express costs 12 euros\n\n| Size | Length |\n|---|---|\n| S | 75 cm |';
    expect(splitSentences(text, 'en').map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
      ['heading', '## Prices'],
      ['item', 'Standard costs 5 euros'],
      ['item', 'Express costs 12 euros'],
      ['header', '| Size | Length |'],
      ['row', '| S | 75 cm |'],
    ]);
  });

  it('cuts neither an address nor code within a line', () => {
    const text = 'Call `GET /pages?status=failed. And wait` for it. See /v1/x?limit=5 too. Done.';
    expect(pieces(text)).toEqual(['Call `GET /pages?status=failed. And wait` for it.', 'See /v1/x?limit=5 too.', 'Done.']);
  });

  it('tells each row which names its columns have, and ends them with the table', () => {
    const text = '| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n\nText.\n\n| 5 | 6 |';
    expect(splitSentences(text, 'en').map(({ kind, header }) => [kind, header && text.slice(header.start, header.end)])).toEqual([
      ['header', undefined],
      ['row', '| a | b |'],
      ['row', '| a | b |'],
      ['prose', undefined],
      ['row', undefined],
    ]);
  });

  it('never cuts a code block', () => {
    const code = '```sh\nnpm install. Then run.\n\nnpm start\n```';
    expect(pieces(`Run this. Now:\n\n${code}\n\nDone.`)).toEqual(['Run this.', 'Now:', code, 'Done.']);
  });

  it('ends sentences of other scripts', () => {
    expect(pieces('密码可以重置。请点击链接。', 'zh')).toEqual(['密码可以重置。', '请点击链接。']);
    expect(pieces('هل يمكنك ذلك؟ نعم.', 'ar')).toHaveLength(2);
    expect(pieces('यह पहला है। यह दूसरा है।', 'hi')).toHaveLength(2);
  });

  it('cuts an endless sentence at its clauses', () => {
    const text = Array.from({ length: 40 }, (_, at) => `clause number ${at} of this text`).join(', ');
    const cut = pieces(text);
    expect(cut.length).toBeGreaterThan(2);
    for (const piece of cut) expect(piece.split(' ').length).toBeLessThanOrEqual(60);
  });

  it('loses no letter of the text', () => {
    const text = 'One. Two!\n\n* three\n* four\n\n# Five\n\nsix\nseven';
    expect(
      pieces(text)
        .join('')
        .replace(/[^a-z]/gi, ''),
    ).toBe(text.replace(/[^a-z]/gi, ''));
  });
});

describe('plainText', () => {
  it.each([
    ['See the [guide](https://example.com/a_(b)) and ![logo](x.png) **now**.', 'See the guide and logo now.'],
    ['Use `npm **start**` or *this* one.', 'Use `npm start` or this one.'],
    ['> quoted <b>bold</b> text<br>', 'quoted bold text'],
    ['snake_case_name and 2 * 3 * 4', 'snake_case_name and 2 * 3 * 4'],
    ['List<String> stays', 'List<String> stays'],
  ])('%s', (source, shown) => {
    expect(plainText(source, 'prose')).toBe(shown);
  });

  it('shows a table row as its cells and code as it is', () => {
    expect(plainText('| S | 75 cm |', 'row')).toBe('S – 75 cm');
    expect(plainText('| S | 75 cm |', 'row', '| Size | Length |')).toBe('S – 75 cm');
    expect(plainText('| `url` | start | |', 'row', '| field | meaning | default |')).toBe('`url` – meaning: start');
    expect(plainText('| a \\| b | c | d |', 'row', '| x | **y** | |')).toBe('a | b – y: c – d');
    expect(plainText('```\n# x\n```', 'code')).toBe('```\n# x\n```');
  });
});
