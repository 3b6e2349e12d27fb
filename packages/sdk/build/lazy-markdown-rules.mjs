/**
 * Vite plugin: marked builds some twenty expressions with `\p{P}` while it is loaded, 3 ms each in Chromium, of which an answer
 * uses two or three. They are built at their first use instead.
 */
export function lazyMarkdownRules() {
  return {
    name: 'askwell:lazy-markdown-rules',
    transform(code, id) {
      if (!id.endsWith('/marked/lib/marked.esm.js')) return null;
      const rule = /getRegex:\(\)=>new RegExp\((\w),(\w)\)/;
      if (!rule.test(code))
        throw new Error('This release of marked builds its rules in another way: look at lazy-markdown-rules.mjs');
      return {
        code: lazyRule + code.replace(rule, 'getRegex:()=>$2.includes("u")?new LazyRule($1,$2):new RegExp($1,$2)'),
        map: null,
      };
    },
  };
}

/** What marked does with a rule: `exec` from `lastIndex`, `replace` by it, and its source as a part of another rule. */
const lazyRule = `class LazyRule {
  constructor(source, flags) { this.source = source; this.flags = flags; }
  get rule() { return this.built ??= new RegExp(this.source, this.flags); }
  get lastIndex() { return this.rule.lastIndex; }
  set lastIndex(index) { this.rule.lastIndex = index; }
  exec(text) { return this.rule.exec(text); }
  test(text) { return this.rule.test(text); }
  [Symbol.replace](text, replacement) { return text.replace(this.rule, replacement); }
}
`;
