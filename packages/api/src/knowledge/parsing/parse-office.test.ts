import { describe, expect, it } from 'vitest';
import { makeZip } from './file-fixtures.test-support.js';
import { makePptx, makeXlsx, pptxShape, pptxTable, xlsxRow } from './office-fixtures.test-support.js';
import { parseFile } from './parse-file.js';

const parse = (bytes: Uint8Array, fileName: string) => parseFile({ bytes, fileName, mediaType: undefined });
const code = (value: string) => expect.objectContaining({ code: value });

describe('PPTX', () => {
  it('reads the slides in the order of the presentation, with titles, lists, tables and pages', async () => {
    const file = makePptx([
      pptxShape(['Returns'], 'ctrTitle') + pptxShape(['For customers'], 'subTitle') + pptxShape(['1'], 'sldNum'),
      pptxShape(['Within 30 days', '<a:pPr lvl="1"/>With receipt', '<a:pPr><a:buNone/></a:pPr>Note'], 'body') +
        pptxShape(['How to return'], 'title'),
      pptxTable([
        ['Size', 'Price'],
        ['S|M', '$2'],
      ]) + pptxShape(['# free text']),
    ]);
    const { text, title, pageStarts } = await parse(file, 'a.pptx');
    expect(title).toBe('Returns');
    expect(text).toBe(
      '# Returns\n\nFor customers\n\n## How to return\n\n- Within 30 days\n  - With receipt\n\nNote\n\n' +
        '| Size | Price |\n| --- | --- |\n| S\\|M | $2 |\n\n\\# free text',
    );
    expect(pageStarts?.map((start) => text.slice(start, start + 6))).toEqual(['# Retu', '## How', '| Size']);
  });

  it('leaves out hidden slides, whose numbers stay, notes, and slides that are outside', async () => {
    const file = makePptx([pptxShape(['one']), pptxShape(['secret']), pptxShape(['three'])], {
      hidden: 1,
      others: { 'ppt/notesSlides/notesSlide1.xml': '<p:notes><a:t>note</a:t></p:notes>' },
    });
    const { text, pageStarts } = await parse(file, 'a.pptx');
    expect([text, pageStarts]).toEqual(['one\n\nthree', [0, 3, 5]]);
    const outside = makePptx([pptxShape(['x'])], { external: true });
    await expect(parse(outside, 'a.pptx')).rejects.toEqual(code('NO_TEXT'));
  });
});

describe('XLSX', () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$€-407]#,##0.00"/><numFmt numFmtId="171" formatCode="#,##0\\ &quot;EUR&quot;"/></numFmts>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="46"/></cellXfs></styleSheet>';

  it('makes a heading and a table of each sheet that can be seen, with values as they look', async () => {
    const cells = [
      ['s:0', 's:1', 's:2'],
      ['1=45413', '2=45413.5', '3=0.1234'],
      ['4=12.5', '5=1200', '6=1.5'],
      ['b:1', 'inlineStr:in|line', '0=0.30000000000000004'],
      ['e:#N/A', 'str:made', '0=42'],
    ];
    const file = makeXlsx(
      [
        { name: 'Prices & more', rows: cells.map((row, index) => xlsxRow(index + 1, row)).join('') },
        { name: 'Secret', state: 'hidden', rows: xlsxRow(1, ['inlineStr:hidden', 'inlineStr:x']) },
        { name: 'Empty', rows: '' },
      ],
      { strings: ['When', 'Moment', 'Rate'], styles },
    );
    const { text } = await parse(file, 'a.xlsx');
    expect(text.split('\n')).toEqual([
      '## Prices & more',
      '',
      '| When | Moment | Rate |',
      '| --- | --- | --- |',
      '| 2024-05-01 | 2024-05-01 12:00 | 12.34% |',
      '| €12.50 | 1200 EUR | 36:00 |',
      '| TRUE | in\\|line | 0.3 |',
      '|  | made | 42 |',
    ]);
  });

  it('repeats the header with each block, keeps lines above the table as text, and minds only cells that are there', async () => {
    const rows = [
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Stock list</t></is></c></row>',
      '<row r="3"><c r="B3" t="inlineStr"><is><t>Article</t></is></c><c r="XFD3" t="inlineStr"><is><t>Pieces</t></is></c></row>',
      ...Array.from({ length: 200 }, (_, index) => {
        const at = index * 5_000 + 4;
        return `<row r="${at}"><c r="B${at}" t="inlineStr"><is><t>thing ${index}</t></is></c><c r="XFD${at}"><v>${index}</v></c></row>`;
      }),
    ];
    const { text } = await parse(makeXlsx([{ name: 'One', rows: rows.join('') }]), 'a.xlsx');
    expect(text.startsWith('## One\n\nStock list\n\n|  | Article | Pieces |')).toBe(true);
    const blocks = text.split('\n\n').slice(2);
    expect(blocks.length).toBeGreaterThan(3);
    for (const block of blocks) expect(block.split('\n').slice(0, 2)).toEqual(['|  | Article | Pieces |', '| --- | --- | --- |']);
    expect(text.match(/thing \d+/g)).toHaveLength(200);
  });

  it.each([
    ['columns', `<row>${'<c><v>1</v></c>'.repeat(300)}</row>`, 'FILE_TOO_LARGE'],
    ['rows', '<row><c><v>1</v></c></row>'.repeat(50_001), 'FILE_TOO_LARGE'],
    ['references to one long text', `<row>${'<c t="s"><v>0</v></c>'.repeat(200)}</row>`.repeat(10), 'FILE_TOO_LARGE'],
    ['depth', '<row>'.repeat(600), 'FILE_TOO_COMPLEX'],
  ])('refuses too many %s', async (_what, rows, error) => {
    const file = makeXlsx([{ name: 'One', rows }], { strings: ['long '.repeat(2_000)] });
    await expect(parse(file, 'a.xlsx')).rejects.toEqual(code(error));
  });

  it('refuses binary workbooks and what is damaged', async () => {
    const relations = '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>';
    const binary = makeZip({ '_rels/.rels': relations, 'xl/workbook.bin': '\u0001' });
    await expect(parse(binary, 'a.xlsb')).rejects.toEqual(code('UNSUPPORTED_FILE_TYPE'));
    await expect(parse(Buffer.from('a;b'), 'a.xlsx')).rejects.toEqual(code('FILE_UNREADABLE'));
    await expect(parse(makeZip({ 'xl/workbook.xml': '<workbook><sheets>' }), 'a.xlsx')).rejects.toEqual(code('FILE_UNREADABLE'));
  });
});
