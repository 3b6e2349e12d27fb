import { AppError } from '../../errors.js';
import type { ParsedDocument } from '../document-parser.js';
import { decodeText } from './decode-text.js';
import { supportedFiles } from './detect-format.js';
import { findMainPart, type MainPart } from './office-package.js';
import { openZip } from './zip-archive.js';

/** Office files and e-books are archives: what stands in one decides, not its name. */
export async function parseZip(bytes: Uint8Array): Promise<ParsedDocument> {
  const zip = openZip(bytes);
  if (zip.has('META-INF/container.xml')) return (await import('./parse-epub.js')).parseEpub(zip);
  const main = findMainPart(zip);
  if (main === undefined) throw unsupported();
  switch (kindOf(main)) {
    case 'word':
      return (await import('./parse-docx.js')).parseDocx(zip, main);
    case 'ppt':
      return (await import('./parse-pptx.js')).parsePptx(zip, main);
    case 'xl':
      return (await import('./parse-xlsx.js')).parseXlsx(zip, main);
    default:
      throw unsupported();
  }
}

const roots: Readonly<Record<string, string>> = { document: 'word', presentation: 'ppt', workbook: 'xl' };

/** By the folder that all programs use, else by the root element. */
function kindOf({ path, bytes }: MainPart): string | undefined {
  const folder = /^(word|ppt|xl)\//.exec(path)?.[1];
  if (folder !== undefined) return folder;
  const root = /<(?:[\w.-]+:)?([\w.-]+)[\s>/]/.exec(decodeText(bytes.subarray(0, 4096)));
  return roots[root?.[1] ?? ''];
}

function unsupported(): AppError {
  return new AppError('UNSUPPORTED_FILE_TYPE', `Archives and other Office files are not read. ${supportedFiles}`);
}
