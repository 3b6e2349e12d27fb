import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as marked from 'marked';
import { expect, it } from 'vitest';
import { lazyMarkdownRules } from './lazy-markdown-rules.mjs';

const texts = [
  'One *two* **three _four_** ~~five~~ `six * seven` and a_b_c, «*quoted*», 「**日本**」.',
  '> quote *with* `code`\n\n| a | b |\n|---|---|\n| *1* | **2** |',
  '- [ ] one\\*two\n- **three** [link](https://a.example "*t*") ![i](x) <https://b.example>\n\n1. `` a`b `` *un*finished **',
  '***bold italic*** **a*b*c** _a__b_ \\[x\\] [1] <b>html</b> https://c.example/_x_',
];

it('lexes as marked does', async () => {
  const file = fileURLToPath(import.meta.resolve('marked'));
  const built = lazyMarkdownRules().transform(await readFile(file, 'utf8'), file)?.code ?? '';
  const lazy = await import(`data:text/javascript;base64,${Buffer.from(built).toString('base64')}`);
  for (const text of texts) {
    expect(new lazy.Lexer({ gfm: true }).lex(text)).toEqual(new marked.Lexer({ gfm: true }).lex(text));
  }
});
