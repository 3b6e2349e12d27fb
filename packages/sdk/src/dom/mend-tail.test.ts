import { describe, expect, it } from 'vitest';
import { mendTail } from './mend-tail.js';

describe.each([
  ['Plain words', 'Plain words'],
  ['a **bold', 'a **bold**'],
  ['a **bold ', 'a **bold** '],
  ['a **', 'a '],
  ['a **bold *and', 'a **bold *and***'],
  ['a `code', 'a `code`'],
  ['a `x ** y', 'a `x ** y`'],
  ['2 * 3', '2 * 3'],
  ['snake_case', 'snake_case'],
  ['done **a** b', 'done **a** b'],
  ['see [the docs](https://exa', 'see the docs'],
  ['see [the do', 'see the do'],
  ['see [1', 'see '],
  ['see [1]', 'see [1]'],
  ['see [a](https://e.com) now', 'see [a](https://e.com) now'],
  ['see ![pic](https://e', 'see '],
  ['see ![pi', 'see '],
  ['text\n-', 'text'],
  ['text\n\n##', 'text\n'],
  ['text\n1.', 'text'],
  ['text\n``', 'text'],
  ['- a\n- **b', '- a\n- **b**'],
  ['**open\n\nnext', '**open\n\nnext'],
  ['| a | b |', ''],
  ['| a | b |\n|--', ''],
  ['| a | b |\n|--|--|\n| 1 | **2', '| a | b |\n|--|--|\n| 1 | **2**'],
  ['```js\nlet a = "**', '```js\nlet a = "**'],
  ['```js\nlet a;\n``', '```js\nlet a;'],
  ['half \uD83D', 'half '],
  ['ends in \\', 'ends in '],
  ['escaped \\*star', 'escaped \\*star'],
])('%j', (text, mended) => {
  it(`reads ${JSON.stringify(mended)}`, () => {
    expect(mendTail(text)).toBe(mended);
  });
});

it('gets through text made to take long', () => {
  for (const piece of ['*', '*a ', '`a', '[', '\\', '| a\n', '- ', '#']) {
    expect(mendTail(piece.repeat(20_000 / piece.length)).length).toBeLessThanOrEqual(20_000);
  }
});
