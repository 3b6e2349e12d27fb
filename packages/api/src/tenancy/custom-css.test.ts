import { describe, expect, it } from 'vitest';
import { checkCustomCss } from './custom-css.js';

describe('checkCustomCss', () => {
  it.each([
    '',
    '.bubble { border-radius: 2px; background: color-mix(in oklch, var(--askwell-accent), white 80%) }',
    '@media (width < 480px) { :host { --askwell-radius: 0 } }',
    '@keyframes blink { to { opacity: 0 } }',
    '.panel { background: url("data:image/png;base64,iVBORw0KGgo=") }',
    '.panel { background: url(data:image/svg+xml,%3Csvg/%3E) }',
    '.a::after { content: "url(https://words.example)" }',
    '/* @import "x" */ .a { color: red }',
  ])('takes %s', (css) => expect(checkCustomCss(css)).toBeUndefined());

  it.each([
    '@import "https://evil.example/a.css";',
    '@IMPORT url(//evil.example)',
    '@\\69mport "https://evil.example/a.css";',
    '.a { background: url(https://evil.example/x.png) }',
    '.a { background: url( "https://evil.example/x.png" ) }',
    '.a { background: u\\72l(https://evil.example/x.png) }',
    '.a { background: url("data:text/html,x") }',
    '.a { background: url(/track?x) }',
    '.a { background: url(var(--x)) }',
    '.a { background: image-set("https://evil.example/x.png" 1x) }',
    '.a { background: -webkit-image-set(url(data:image/png;base64,AA) 1x) }',
    '.a { background: src("https://evil.example") }',
    '@font-face { font-family: x; src: url(https://evil.example/f) }',
    '.a { content: attr(data-x url) }',
    '@namespace url(http://www.w3.org/1999/xhtml);',
    '.a { color: "unclosed\n }',
    '.a { background: url(a b) }',
  ])('refuses %s', (css) => expect(checkCustomCss(css)).toMatch(/must not use|may only hold|not valid|broken/));
});
