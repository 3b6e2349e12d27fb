import { describe, expect, it } from 'vitest';
import { createMarkReader, type MarkedPiece } from './citation-marks.js';

function read(chunks: readonly string[]): string {
  const reader = createMarkReader();
  const pieces: MarkedPiece[] = [...chunks.flatMap((chunk) => reader.push(chunk)), ...reader.end()];
  return pieces.map((piece) => (piece.type === 'text' ? piece.text : `<${piece.number}>`)).join('');
}

const cases: [string, string][] = [
  ['Thirty days [1].', 'Thirty days<1>.'],
  ['Both [1][2], or [1, 2] or [3;4].', 'Both<1><2>, or<1><2> or<3><4>.'],
  ['Full width 【2】 and 【3†source】.', 'Full width<2> and<3>.'],
  [
    'A [link](https://shop.example) and [1](https://shop.example).',
    'A [link](https://shop.example) and [1](https://shop.example).',
  ],
  ['Code `list[0]` and [1].', 'Code `list[0]` and<1>.'],
  ['```js\nlist[1] = 2\n```\nDone [1]', '```js\nlist[1] = 2\n```\nDone<1>'],
  ['An open ` tick [1].\n\nNext [2].', 'An open ` tick [1].\n\nNext<2>.'],
  ['- [x] a task [1]\n- [ ] another', '- [x] a task<1>\n- [ ] another'],
  ['An open [1', 'An open [1'],
  ['Year [20245] stays', 'Year [20245] stays'],
];

describe('createMarkReader', () => {
  it.each(cases)('reads %j whole and cut at every place', (text, expected) => {
    expect(read([text])).toBe(expected);
    for (let cut = 1; cut < text.length; cut++) expect(read([text.slice(0, cut), text.slice(cut)])).toBe(expected);
    expect(read([...text])).toBe(expected);
  });
});
