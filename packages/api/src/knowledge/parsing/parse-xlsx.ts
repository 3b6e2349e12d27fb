import type { ParsedDocument } from '../document-parser.js';
import { readCoreTitle, relationsOf, type MainPart, type Relation } from './office-package.js';
import { readXml } from './read-xml.js';
import { createTableBuilder, newTableBudget } from './table-builder.js';
import { readXlsxSheet } from './xlsx-sheet.js';
import { readNumberFormats } from './xlsx-styles.js';
import type { ZipArchive } from './zip-archive.js';

export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Each sheet that can be seen as a heading and a table. */
export function parseXlsx(zip: ZipArchive, main: MainPart): ParsedDocument {
  const relations = relationsOf(zip, main.path);
  const workbook = readWorkbook(main.bytes);
  const strings = readStrings(partOf(zip, relations, '/sharedStrings'));
  const formats = readNumberFormats(partOf(zip, relations, '/styles'));
  const budget = newTableBudget();
  const texts: string[] = [];
  for (const sheet of workbook.sheets) {
    const relation = relations.get(sheet.relation);
    const bytes = relation?.type.endsWith('/worksheet') === true ? zip.read(relation.target) : undefined;
    if (sheet.isHidden || bytes === undefined) continue;
    const table = createTableBuilder(budget);
    readXlsxSheet(bytes, { strings, formats, startsIn1904: workbook.startsIn1904 }, table);
    const text = table.toMarkdown();
    if (text !== '') texts.push(`## ${sheet.name.replace(/\s+/g, ' ').trim()}\n\n${text}`);
  }
  return { mediaType: xlsxMediaType, title: readCoreTitle(zip), text: texts.join('\n\n'), pageStarts: undefined };
}

interface Workbook {
  sheets: { name: string; relation: string; isHidden: boolean }[];
  startsIn1904: boolean;
}

function readWorkbook(bytes: Uint8Array): Workbook {
  const workbook: Workbook = { sheets: [], startsIn1904: false };
  readXml(bytes, {
    open({ name, attributes, prefixed }) {
      if (name === 'workbookPr') workbook.startsIn1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const isHidden = (attributes['state'] ?? 'visible') !== 'visible';
      workbook.sheets.push({ name: attributes['name'] ?? '', relation: prefixed['id'] ?? '', isHidden });
    },
  });
  return workbook;
}

function partOf(zip: ZipArchive, relations: Map<string, Relation>, type: string): Uint8Array | undefined {
  const relation = [...relations.values()].find((each) => each.type.endsWith(type));
  return relation === undefined ? undefined : zip.read(relation.target);
}

function readStrings(bytes: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (bytes === undefined) return strings;
  let text = '';
  let isText = false;
  let phonetic = 0;
  readXml(bytes, {
    open({ name }) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic++;
      else isText = name === 't' && phonetic === 0;
    },
    text: (piece) => (text += isText ? piece : ''),
    close(name) {
      isText = false;
      if (name === 'rPh') phonetic--;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}
