import { describe, expect, it } from 'vitest';
import type { Token } from 'marked';
import { decodeEntities } from './decode-entities.js';
import { lexMarkdown } from './lex-markdown.js';
import { planBlocks, type BlockPlan } from './plan-blocks.js';
import { safeUrl } from './safe-url.js';
import { splitBlocks } from './split-blocks.js';

const document = `# Title

A paragraph with **bold** and
a second line [1].

- one
- two
  - deep

  more of two
- three

1. first
2. second

| a | b |
|---|---|
| 1 | 2 |

> quoted

\`\`\`js
const a = 1;

const b = 2;
\`\`\`

The end.`;

const typesOf = (tokens: readonly Token[]): string[] => tokens.filter(({ type }) => type !== 'space').map(({ type }) => type);

describe('what is called settled', () => {
  it('stays as it is, whatever text follows', () => {
    const whole = planBlocks(splitBlocks(document).tokens);
    for (let end = 1; end <= document.length; end += 1) {
      const { settledEnd, settledItems } = splitBlocks(document.slice(0, end));
      const before = planBlocks(splitBlocks(document.slice(0, settledEnd)).tokens);
      // a list that settles by items is whole only when its last one is there
      const certain = settledItems > 0 ? before.slice(0, -1) : before;
      expect(whole.slice(0, certain.length)).toEqual(certain);
    }
  });

  it('settles a list item by item', () => {
    const { settledEnd, settledItems } = splitBlocks('Intro\n\n- a\n- b\n- c');
    expect({ settledItems, settledEnd }).toEqual({ settledItems: 2, settledEnd: 15 });
  });

  it('settles a table row by row', () => {
    const source = '| a |\n|---|\n| 1 |\n| 2 |\n| 3';
    expect(splitBlocks(source)).toMatchObject({ settledItems: 2, settledEnd: source.indexOf('| 3'), head: '| a |\n|---|\n' });
  });

  it('leaves a list, a fence and a quote open at their end', () => {
    expect(splitBlocks('- a\n\n').settledEnd).toBe(0);
    expect(splitBlocks('```\ncode\n\ncode').settledEnd).toBe(0);
    expect(splitBlocks('> a\n').settledEnd).toBe(0);
    expect(splitBlocks('').settledEnd).toBe(0);
  });
});

describe('what a model must not do', () => {
  it('cannot make a citation a link by a definition', () => {
    const tokens = lexMarkdown('See [1].\n\n[1]: https://evil.example');
    expect(typesOf(tokens)).toEqual(['paragraph', 'paragraph']);
    expect(JSON.stringify(tokens[0])).not.toContain('evil');
  });

  it('cannot write HTML', () => {
    for (const html of ['<img src=x onerror=alert(1)>', '<script>alert(1)</script>', 'a <b onclick=x>b</b>', '<!-- c -->']) {
      expect(JSON.stringify(lexMarkdown(html))).not.toContain('"type":"html"');
    }
    expect(JSON.stringify(lexMarkdown('a<br>b'))).toContain('"type":"html"');
  });

  it('cannot exhaust the stack or the minute', () => {
    for (const piece of ['>', '- ', '1. ', '> - ', '*a_', '[', '![', '~~a ', '`a``', '<', '**a']) {
      const source = piece.repeat(Math.floor(20_000 / piece.length));
      const plans = planBlocks(lexMarkdown(source));
      expect(depthOf(plans)).toBeLessThan(16);
    }
  });

  it('cannot hold the page with a paragraph of little but marks', () => {
    for (const piece of ['a@b.c ', '[1]', '<br>', '~~a', 'a`', '*a_', '|a', '[a](http://a.b) ', 'x  \n']) {
      const source = piece.repeat(Math.ceil(9000 / piece.length));
      expect(JSON.stringify(typesOf(lexMarkdown(source)))).toBe('["paragraph"]');
      expect(JSON.stringify(lexMarkdown(source))).not.toMatch(/"type":"(?:link|em|del|codespan|html)"/);
    }
    expect(
      depthOf(planBlocks(lexMarkdown(Array.from({ length: 100 }, (_, at) => `${' '.repeat(2 * at)}- x`).join('\n')))),
    ).toBeLessThan(16);
  });

  it('cannot hold the page with a table of a thousand columns', () => {
    const table = (columns: number): string => `|${'a|'.repeat(columns)}\n|${'-|'.repeat(columns)}\n|${'b|'.repeat(columns)}`;
    expect(typesOf(lexMarkdown(table(1000)))).toEqual(['paragraph']);
    expect(typesOf(lexMarkdown(table(30)))).toEqual(['table']);
  });

  it('leaves long answers with many marks as they are', () => {
    const list = Array.from({ length: 200 }, (_, at) => `- **Step ${at}**: run \`x_${at}\` [1]`).join('\n');
    const code = `\`\`\`js\n${'a[b] = `${c}` * d | e;\n'.repeat(400)}\`\`\``;
    const table = `| a | b |\n|---|---|\n${'| `x` | **y** |\n'.repeat(300)}`;
    const prose = `${'Words and *words* and [1]. '.repeat(40)}\n\n`.repeat(12);
    expect(typesOf(lexMarkdown(`${list}\n\n${code}\n\n${table}\n\n${prose}`))).toEqual(
      expect.arrayContaining(['list', 'code', 'table', 'paragraph']),
    );
    expect(JSON.stringify(lexMarkdown(prose))).toContain('"type":"em"');
  });

  it('cannot link anywhere but to the web and to mail', () => {
    for (const url of [
      'javascript:alert(1)',
      ' javascript:x',
      'data:text/html,x',
      '//evil.example',
      '/path',
      'vbscript:x',
      'file:///etc/passwd',
      'https:/x',
      'https://',
      'JAVASCRIPT:x',
    ]) {
      expect(safeUrl(url)).toBeNull();
    }
    expect(safeUrl('HTTPS://Example.com/ä?q=1')).toBe('https://example.com/%C3%A4?q=1');
    expect(safeUrl('mailto:a@b.c')).toBe('mailto:a@b.c');
  });
});

it('draws no heading above h3 and none from an underline', () => {
  const tags = planBlocks(lexMarkdown('# a\n\n## b\n\n### c\n\n###### d\n\ntext\n---')).map((plan) =>
    plan.kind === 'leaf' ? plan.tag : plan.kind,
  );
  expect(tags).toEqual(['h3', 'h3', 'h4', 'h6', 'p', 'hr']);
});

it('reads character references as text', () => {
  expect(decodeEntities('a &amp; b &lt;i&gt; &#39;x&#x27; &nbsp;| &unknown; &constructor; &#0; &#xD800;')).toBe(
    "a & b <i> 'x' \u00A0| &unknown; &constructor; \uFFFD \uFFFD",
  );
});

function depthOf(plans: readonly BlockPlan[]): number {
  return plans.reduce((deepest, plan) => Math.max(deepest, plan.kind === 'group' ? 1 + depthOf(plan.children) : 1), 0);
}
