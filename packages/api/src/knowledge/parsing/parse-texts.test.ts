import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { makeZip } from './file-fixtures.test-support.js';
import { parseFile } from './parse-file.js';

const parse = (bytes: Uint8Array | string, fileName: string, mediaType?: string) =>
  parseFile({ bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, fileName, mediaType });
const code = (value: string) => expect.objectContaining({ code: value });

describe('CSV', () => {
  const table = '| a | b |\n| --- | --- |\n| 1, or 2 | say "x" |';
  it.each([
    ['commas and quotes', 'a,b\r\n"1, or 2","say ""x"""\r\n', 'a.csv'],
    ['semicolons', 'a;b\n1, or 2;"say ""x"""', 'a.csv'],
    ["Excel's hint", 'sep=|\na|b\n1, or 2|"say ""x"""', 'a.csv'],
    ['tabs', 'a\tb\n1, or 2\t"say ""x"""', 'a.tsv'],
    ['empty lines and columns', 'a,,b\n\n,,\n"1, or 2",,"say ""x"""\n', 'a.csv'],
    ['line ends in a cell', 'a,b\n"1,\nor 2","say\r\n""x"""', 'a.csv'],
  ])('reads %s', async (_what, content, name) => {
    expect((await parse(content, name)).text).toBe(table);
  });

  it('goes by the declared type, and knows other encodings', async () => {
    const { text, mediaType } = await parse(Buffer.from('Größe;Preis\nM;2', 'latin1'), 'export', 'text/csv');
    expect([text, mediaType]).toEqual(['| Größe | Preis |\n| --- | --- |\n| M | 2 |', 'text/csv']);
  });

  it('loses no row to a quote that never closes', async () => {
    const { text } = await parse('a,b\n5" pipe,1\n"open,2\nlast,3', 'a.csv');
    expect(text).toContain('| "open | 2 |\n| last | 3 |');
  });

  it.each([
    ['columns', Array.from({ length: 300 }, (_, index) => index).join(',')],
    ['rows', 'a,b\n'.repeat(50_001)],
  ])('refuses too many %s', async (_what, content) => {
    await expect(parse(content, 'a.csv')).rejects.toEqual(code('FILE_TOO_LARGE'));
  });
});

describe('EPUB', () => {
  const container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>';
  const opf = `<package><metadata><dc:title>The Book</dc:title></metadata><manifest>
    <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="b" href="two%20.xhtml" media-type="application/xhtml+xml"/>
    <item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/><item id="c" href="a.css" media-type="text/css"/></manifest>
    <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/><itemref idref="gone"/></spine></package>`;
  const page = (body: string): string =>
    `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>${body}</body></html>`;
  const book = {
    'META-INF/container.xml': container,
    'OEBPS/book.opf': opf,
    'OEBPS/two .xhtml': page('<h1>Two</h1><p>Second&nbsp;chapter.</p>'),
    'OEBPS/text/one.xhtml': page('<h1><a id="x"/>One</h1><p>First <i>chapter</i>.<br/>Line.</p>'),
    'OEBPS/nav.xhtml': page('<nav>contents</nav>'),
  };

  it('reads the chapters in the order of the spine', async () => {
    const { title, text } = await parse(makeZip({ mimetype: 'application/epub+zip', ...book }), 'a.epub');
    expect([title, text]).toEqual(['The Book', '# One\n\nFirst chapter.\nLine.\n\n# Two\n\nSecond\u00A0chapter.']);
  });

  it('refuses protected books, and forgives fonts that are', async () => {
    const locked = (uri: string): string =>
      `<encryption><e:EncryptedData><e:CipherReference URI="${uri}"/></e:EncryptedData></encryption>`;
    const protectedBook = makeZip({ ...book, 'META-INF/encryption.xml': locked('OEBPS/text/one.xhtml') });
    await expect(parse(protectedBook, 'a.epub')).rejects.toEqual(code('FILE_ENCRYPTED'));
    expect((await parse(makeZip({ ...book, 'META-INF/encryption.xml': locked('OEBPS/f.otf') }), 'a.epub')).title).toBe(
      'The Book',
    );
  });

  it('refuses a book without its list of chapters, and chapters nested too deeply', async () => {
    await expect(parse(makeZip({ 'META-INF/container.xml': container }), 'a.epub')).rejects.toEqual(code('FILE_UNREADABLE'));
    const deep = makeZip({ ...book, 'OEBPS/two .xhtml': page('<div>'.repeat(5_000)) });
    await expect(parse(deep, 'a.epub')).rejects.toEqual(code('FILE_TOO_COMPLEX'));
  });
});

describe('encodings', () => {
  it.each([
    ['koi8-r', 'f0d2c9d7c5d4', 'Привет'],
    ['cp866', '8fe0a8a2a5e2', 'Привет'],
    ['cp850', '4772819ae4', 'GrüÜõ'],
    ['cp949', 'b0a1', '가'],
    ['ms932', '82a0', 'あ'],
    ['cp936', 'c4e3', '你'],
    ['macintosh', '47729f6e', 'Grün'],
    ['iso-8859-1', '35209680', '5 –€'],
    ['iso-8859-2', '9c966565', 'ś–ee'],
    ['iso-8859-5', '97d0', '—Р'],
  ])('decodes what is declared as %s', async (charset, hex, text) => {
    expect((await parse(Buffer.from(hex, 'hex'), 'a.txt', `text/plain; charset=${charset}`)).text).toBe(text);
  });

  it('keeps the dashes, quotes and euro signs of a Windows text', async () => {
    const text = 'Sie können unbenutzte Artikel innerhalb von dreißig Tagen zurückgeben – auch ohne „Grund“. Preis: 5 €.';
    expect((await parse(iconv.encode(text, 'win1252'), 'a.txt')).text).toBe(text);
  });

  it.each([
    ['win1252', 'Größe ändern', 'Größe ändern'],
    ['win1252', 'Name: Größe “S”, 5 €, Müller', 'Name: Größe “S”, 5 €, Müller'],
    ['win1252', 'Où est le café ? À côté.', 'Où est le café ? À côté.'],
    ['win1251', 'Возврат товара возможен', 'Возврат товара возможен'],
    ['win1255', 'שלום לכם', 'שלום לכם'],
    ['win1253', 'Καλημέρα σας', 'Καλημέρα σας'],
    ['shift_jis', '返品は三十日以内に可能です。', '返品は三十日以内に可能です。'],
  ])('tells a short text in %s by its bytes: %s', async (encoding, text, read) => {
    expect((await parse(iconv.encode(text, encoding), 'a.txt')).text).toBe(read);
  });

  it.each([
    ['Größe ändern, Müller', 'win1252'],
    ['Возврат товара возможен', 'win1251'],
    ['返品は三十日以内に可能です。', 'shift_jis'],
  ])('does not believe that %s in %s is UTF-8', async (text, encoding) => {
    const bytes = iconv.encode(text, encoding);
    expect((await parse(bytes, 'a.txt', 'text/plain; charset=UTF-8')).text).toBe(text);
    const html = Buffer.concat([
      Buffer.from('<html><head><meta charset="utf-8"></head><body><p>'),
      bytes,
      Buffer.from('</p></body></html>'),
    ]);
    expect((await parse(html, 'a.html')).text).toBe(text);
  });

  it('reads UTF-8 of which a few bytes are broken as UTF-8, declared or not', async () => {
    const bytes = Buffer.concat([Buffer.from('Größe ändern'), Buffer.from([0xfc]), Buffer.from(' – Öffnung')]);
    for (const type of ['text/plain; charset=utf-8', 'text/plain'])
      expect((await parse(bytes, 'a.txt', type)).text).toBe('Größe ändern\uFFFD – Öffnung');
  });

  it('decodes UTF-32 with a mark', async () => {
    const units = Buffer.from(Uint32Array.from('\uFEFFgrün 🙂', (letter) => letter.codePointAt(0) ?? 0).buffer);
    expect((await parse(units, 'a.txt')).text).toBe('grün 🙂');
    expect((await parse(units.swap32(), 'a.txt')).text).toBe('grün 🙂');
  });
});
