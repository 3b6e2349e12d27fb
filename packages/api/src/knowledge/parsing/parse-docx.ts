import { AppError } from '../../errors.js';
import type { ParsedDocument } from '../document-parser.js';
import { readDocxBody } from './docx-body.js';
import { readNumbering, readStyles } from './docx-styles.js';
import { readXml } from './read-xml.js';
import { openZip, type ZipArchive } from './zip-archive.js';

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** WordprocessingML to Markdown: headings, lists, tables, text boxes and notes. Relations to outside are never followed. */
export function parseDocx(bytes: Uint8Array): ParsedDocument {
  const zip = openZip(bytes);
  const main = mainPart(zip);
  const body = zip.read(main);
  if (body === undefined) {
    throw new AppError(
      'UNSUPPORTED_FILE_TYPE',
      'Archives and other Office files are not read. Send a PDF, DOCX, HTML, Markdown or text file.',
    );
  }
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const formats = {
    styles: readStyles(zip.read(`${folder}styles.xml`)),
    numbering: readNumbering(zip.read(`${folder}numbering.xml`)),
  };
  const notes = ['footnotes.xml', 'endnotes.xml'].flatMap((name) => zip.read(folder + name) ?? []);
  const parts = [body, ...notes].map((part) => readDocxBody(part, formats));
  return {
    mediaType: docxMediaType,
    title: coreTitle(zip) ?? parts[0]?.title,
    text: parts
      .map(({ text }) => text)
      .filter(Boolean)
      .join('\n\n'),
    pageStarts: undefined,
  };
}

function mainPart(zip: ZipArchive): string {
  let target = 'word/document.xml';
  const relations = zip.read('_rels/.rels');
  if (relations === undefined) return target;
  readXml(relations, {
    open({ name, attributes }) {
      const isMain = name === 'Relationship' && attributes['Type']?.endsWith('/officeDocument') === true;
      if (isMain && attributes['TargetMode'] !== 'External') target = attributes['Target']?.replace(/^\//, '') ?? target;
    },
  });
  return target.endsWith('.xml') && zip.has(target) && !/^(?:xl|ppt)\//.test(target) ? target : 'word/document.xml';
}

function coreTitle(zip: ZipArchive): string | undefined {
  const core = zip.read('docProps/core.xml');
  if (core === undefined) return undefined;
  let inside = false;
  let title = '';
  readXml(core, {
    open: ({ name }) => (inside = name === 'title'),
    text: (text) => (title += inside ? text : ''),
    close: () => (inside = false),
  });
  return title.trim() === '' ? undefined : title.trim();
}
