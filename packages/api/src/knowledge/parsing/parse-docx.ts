import type { ParsedDocument } from '../document-parser.js';
import { readDocxBody } from './docx-body.js';
import { readNumbering, readStyles } from './docx-styles.js';
import { readCoreTitle, type MainPart } from './office-package.js';
import type { ZipArchive } from './zip-archive.js';

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** WordprocessingML to Markdown: headings, lists, tables, text boxes and notes. */
export function parseDocx(zip: ZipArchive, main: MainPart): ParsedDocument {
  const folder = main.path.slice(0, main.path.lastIndexOf('/') + 1);
  const formats = {
    styles: readStyles(zip.read(`${folder}styles.xml`)),
    numbering: readNumbering(zip.read(`${folder}numbering.xml`)),
  };
  const notes = ['footnotes.xml', 'endnotes.xml'].flatMap((name) => zip.read(folder + name) ?? []);
  const parts = [main.bytes, ...notes].map((part) => readDocxBody(part, formats));
  return {
    mediaType: docxMediaType,
    title: readCoreTitle(zip) ?? parts[0]?.title,
    text: parts
      .map(({ text }) => text)
      .filter(Boolean)
      .join('\n\n'),
    pageStarts: undefined,
  };
}
