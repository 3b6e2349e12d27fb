import { describe, expect, it } from 'vitest';
import { docxParagraph, makeDocx, makePdf, makeZip, pdfText } from './file-fixtures.test-support.js';
import { parseFile } from './parse-file.js';

const parse = (bytes: Uint8Array | string, fileName?: string, mediaType?: string) =>
  parseFile({ bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, fileName, mediaType });
const code = (value: string) => expect.objectContaining({ code: value });

describe('kinds of file', () => {
  it('goes by the content, then by the name', async () => {
    expect((await parse(makePdf([pdfText([[72, 700, 12, 'Hi']])]), 'a.txt', 'text/plain')).mediaType).toBe('application/pdf');
    expect((await parse('<!doctype html><p>x y</p>')).mediaType).toBe('text/html');
    expect((await parse('<p>x y</p>', 'a.txt')).mediaType).toBe('text/plain');
    expect((await parse('# x', 'a.md', 'application/octet-stream')).mediaType).toBe('text/markdown');
  });

  it.each([
    ['', 'a.md', 'NO_TEXT'],
    [' \n', 'a.txt', 'NO_TEXT'],
    ['just text', 'a.pdf', 'FILE_UNREADABLE'],
    ['just text', 'a.docx', 'FILE_UNREADABLE'],
    ['{\\rtf1 text}', 'a.rtf', 'UNSUPPORTED_FILE_TYPE'],
    ['\u0001\u0002\u0003\u0004', 'a.bin', 'UNSUPPORTED_FILE_TYPE'],
    ['<p></p>', 'a.html', 'NO_TEXT'],
  ])('refuses %j named %s as %s', async (content, name, error) => {
    await expect(parse(content, name)).rejects.toEqual(code(error));
  });

  it('refuses archives and old or encrypted Office files', async () => {
    await expect(parse(makeZip({ 'a.txt': 'x' }))).rejects.toEqual(code('UNSUPPORTED_FILE_TYPE'));
    const ole = Buffer.concat([Buffer.from('\xD0\xCF\x11\xE0', 'latin1'), Buffer.alloc(600)]);
    await expect(parse(ole, 'a.doc')).rejects.toEqual(code('UNSUPPORTED_FILE_TYPE'));
    const encrypted = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]);
    await expect(parse(encrypted, 'a.docx')).rejects.toEqual(code('FILE_ENCRYPTED'));
  });
});

describe('text', () => {
  it.each([
    ['utf-8', Buffer.from('\uFEFFgrün')],
    ['utf-16le with a mark', Buffer.from('\uFEFFgrün', 'utf16le')],
    ['utf-16le without one', Buffer.from('grün', 'utf16le')],
    ['latin 1', Buffer.from('grün', 'latin1')],
  ])('decodes %s', async (_name, bytes) => expect((await parse(bytes, 'a.txt')).text).toBe('grün'));

  it('believes strict UTF-8 before what is declared, and the declaration before a guess', async () => {
    expect((await parse('grün', 'a.txt', 'text/plain; charset=windows-1251')).text).toBe('grün');
    expect((await parse(Buffer.from([0xcf, 0xf0, 0xe8]), 'a.txt', 'text/plain; charset=windows-1251')).text).toBe('При');
  });

  it('takes a title from front matter or the first heading', async () => {
    expect((await parse('---\ntitle: "From matter"\n---\n# Heading\n', 'a.md')).title).toBe('From matter');
    expect((await parse('intro\n\n# The `Heading` #\n', 'a.md')).title).toBe('The Heading');
  });
});

describe('HTML', () => {
  it('keeps headings, lists, tables and code, and drops what is around them', async () => {
    const html = `<html><head><title>Refunds - Shop</title><script>track()</script></head><body><nav><a href="/">Home</a></nav>
      <main><h1>Refunds</h1><p>Within <b>30</b> <a href="https://x.test/y">days</a> &lt;b&gt; a_b * c.</p>
      <ul><li>One</li><li>Two</li></ul><table><tr><th>Size</th><th>Price</th></tr><tr><td>a|b</td><td>$2</td></tr></table>
      <pre><code># keep\n  this</code></pre></main><footer>Imprint</footer></body></html>`;
    const { title, text } = await parse(html, 'a.html');
    expect(title).toBe('Refunds');
    expect(text).toContain('Within 30 days <b> a_b * c.');
    expect(text).toContain('- One\n- Two');
    expect(text).toMatch(/\| Size +\| Price \|\n\| -+ \| -+ \|\n\| a\\\|b +\| \$2 +\|/);
    expect(text).toContain('```\n# keep\n  this\n```');
    expect(text).not.toMatch(/Home|Imprint|track|x\.test/);
  });

  it('leaves the menus out of a short page that marks its main part', async () => {
    const menu = Array.from({ length: 60 }, (_, index) => `<a href="/${index}">Menu entry ${index}</a>`).join(' ');
    const html = `<html><head><title>Hours</title></head><body><nav>${menu}</nav><main><h1>Hours</h1><p>We open at nine.</p></main><div>${menu}</div></body></html>`;
    expect((await parse(html, 'a.html')).text).toBe('# Hours\n\nWe open at nine.');
  });

  it('reads fragments and declared encodings', async () => {
    expect((await parse('<p>one</p><p># two</p>', 'a.html')).text).toBe('one\n\n\\# two');
    const html = Buffer.from('<html><head><meta charset="iso-8859-2"></head><body><p>\xB1\xEA word</p></body></html>', 'latin1');
    expect((await parse(html, 'a.html')).text).toBe('ąę word');
  });

  it.each([
    ['depth', '<div>'.repeat(5_000)],
    ['elements', '<p>x</p>'.repeat(100_001)],
    ['attributes', `<p ${Array.from({ length: 2_000 }, (_, index) => `a${index}=1`).join(' ')}>x</p>`],
  ])('refuses too much %s before it builds a tree', async (_what, html) => {
    await expect(parse(html, 'a.html')).rejects.toEqual(code('FILE_TOO_COMPLEX'));
  });
});

describe('DOCX', () => {
  const styles = `<w:styles xmlns:w="w"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="Mine"><w:basedOn w:val="H1"/></w:style><w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>`;
  const numbering = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="3"><w:lvl><w:start w:val="4"/><w:numFmt w:val="decimal"/></w:lvl><w:lvl><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>`;

  it('keeps headings by style, numbered lists and tables', async () => {
    const cell = (text: string, properties = ''): string => `<w:tc><w:tcPr>${properties}</w:tcPr>${docxParagraph(text)}</w:tc>`;
    const body = [
      docxParagraph('Title', '<w:pStyle w:val="Mine"/>'),
      docxParagraph('First', '<w:pStyle w:val="L"/>'),
      docxParagraph('Inner', '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>'),
      docxParagraph('Second', '<w:pStyle w:val="L"/>'),
      `<w:tbl><w:tr>${cell('a')}${cell('b')}</w:tr><w:tr>${cell('c', '<w:vMerge w:val="restart"/>')}${cell('d|e')}</w:tr><w:tr>${cell('', '<w:vMerge/>')}${cell('f')}</w:tr></w:tbl>`,
    ].join('');
    const { title, text } = await parse(makeDocx(body, { 'word/styles.xml': styles, 'word/numbering.xml': numbering }), 'a.docx');
    expect(title).toBe('Title');
    expect(text).toBe('# Title\n\n4. First\n   - Inner\n5. Second\n\n| a | b |\n| --- | --- |\n| c | d\\|e |\n| c | f |');
  });

  it('leaves out deleted, hidden and fallback text, and keeps what takes its place', async () => {
    const body = `<w:p><w:r><w:t>kept</w:t><w:tab/><w:t>too</w:t></w:r><w:del><w:r><w:t>deleted</w:t></w:r></w:del><w:ins><w:r><w:t> new</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><mc:Fallback><w:r><w:t>old</w:t></w:r></mc:Fallback></w:p>`;
    expect((await parse(makeDocx(body), 'a.docx')).text).toBe('kept too new');
  });

  it.each([
    ['a bomb', makeZip({ 'word/document.xml': Buffer.alloc(150 * 1024 * 1024) }), 'FILE_TOO_LARGE'],
    ['a bomb that lies', makeZip({ 'word/document.xml': Buffer.alloc(3_000_000, 'x') }, 1000), 'FILE_TOO_LARGE'],
    ['entities', makeZip({ 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }), 'FILE_UNREADABLE'],
    ['broken XML', makeZip({ 'word/document.xml': '<w:p><w:r>' }), 'FILE_UNREADABLE'],
    ['a cut archive', makeDocx(docxParagraph('x')).subarray(0, 200), 'FILE_UNREADABLE'],
    ['depth', makeDocx('<w:sdt>'.repeat(2_000) + '</w:sdt>'.repeat(2_000)), 'FILE_TOO_COMPLEX'],
  ])('refuses %s', async (_what, bytes, error) => {
    await expect(parse(bytes, 'a.docx')).rejects.toEqual(code(error));
  });

  it('never opens what a relation points to outside', async () => {
    const relations =
      '<Relationships><Relationship Type="x/officeDocument" TargetMode="External" Target="file:///etc/passwd"/></Relationships>';
    expect((await parse(makeDocx(docxParagraph('inside'), { '_rels/.rels': relations }), 'a.docx')).text).toBe('inside');
  });
});

describe('PDF', () => {
  it('joins lines to paragraphs, words at their hyphens and sentences over pages, and knows headings and pages', async () => {
    const footer = (page: number): [number, number, number, string] => [300, 30, 10, `Page ${page} of 3`];
    const pages = [
      pdfText([
        [72, 720, 20, 'Refunds'],
        [72, 690, 12, 'You can return an item within thirty days, if it is un-'],
        [72, 674, 12, 'used and you have the'],
        [72, 658, 12, 'receipt and the'],
        [72, 642, 12, 'box.'],
        [72, 600, 12, 'A new paragraph goes on'],
        footer(1),
      ]),
      pdfText([[72, 720, 12, 'over the page.'], [72, 690, 12, 'Second page.'], footer(2)]),
      pdfText([[72, 720, 12, 'Third page.'], footer(3)]),
    ];
    const { text, pageStarts } = await parse(makePdf(pages), 'a.pdf');
    expect(text).toBe(
      '# Refunds\n\nYou can return an item within thirty days, if it is unused and you have the receipt and the box.\n\nA new paragraph goes on over the page.\n\nSecond page.\n\nThird page.',
    );
    expect(pageStarts?.map((start) => text.slice(start, start + 5))).toEqual(['# Ref', 'over ', 'Third']);
  });

  it.each([
    ['no text', makePdf(['']), 'NO_TEXT'],
    ['only a beginning', makePdf([pdfText([[72, 700, 12, 'Hi']])]).subarray(0, 60), 'FILE_UNREADABLE'],
    [
      'a password',
      makePdf([''], `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>>>`),
      'FILE_ENCRYPTED',
    ],
  ])('refuses one with %s', async (_what, bytes, error) => {
    await expect(parse(bytes, 'a.pdf')).rejects.toEqual(code(error));
  });
});
