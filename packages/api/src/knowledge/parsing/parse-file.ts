import { limits } from '@askwell/contract';
import { AppError } from '../../errors.js';
import type { FileToParse, ParsedDocument } from '../document-parser.js';
import { charsetOf, decodeText } from './decode-text.js';
import { detectFormat } from './detect-format.js';

/** Reads one file. Runs in a child process: see `create-document-parser`. Each format's library is loaded when it is first needed. */
export async function parseFile(file: FileToParse): Promise<ParsedDocument> {
  const parsed = await parseFormat(file);
  const text = parsed.text.trim() === '' ? '' : parsed.text;
  if (text === '') throw new AppError('NO_TEXT', 'There is no text in it. Send a document that contains text.');
  if (text.length > limits.documentTextCharacters) {
    const most = limits.documentTextCharacters.toLocaleString('en');
    throw new AppError('FILE_TOO_LARGE', `It contains more than ${most} characters of text. Split it into several documents.`);
  }
  return { ...parsed, text };
}

async function parseFormat(file: FileToParse): Promise<ParsedDocument> {
  const format = detectFormat(file);
  switch (format) {
    case 'pdf':
      return (await import('./parse-pdf.js')).parsePdf(file.bytes);
    case 'zip':
      return (await import('./parse-zip.js')).parseZip(file.bytes);
    case 'csv':
    case 'tsv': {
      const text = decodeText(file.bytes, charsetOf(file.mediaType));
      return (await import('./parse-csv.js')).parseCsv(text, { isTabbed: format === 'tsv' });
    }
    case 'html':
      return (await import('./parse-html.js')).parseHtml(file.bytes, file.mediaType);
    case 'markdown': {
      const text = decodeText(file.bytes, charsetOf(file.mediaType));
      return { mediaType: 'text/markdown', title: markdownTitle(text), text, pageStarts: undefined };
    }
    case 'text':
      return {
        mediaType: 'text/plain',
        title: undefined,
        text: decodeText(file.bytes, charsetOf(file.mediaType)),
        pageStarts: undefined,
      };
    default:
      return format satisfies never;
  }
}

/** From the front matter, else the first top heading near the beginning. */
function markdownTitle(text: string): string | undefined {
  const head = text.slice(0, 10_000);
  const matter = /^---\r?\n(.*?)\r?\n---\r?\n/s.exec(head)?.[1];
  const named = /^title:[ \t]*["']?(.+?)["']?[ \t]*$/m.exec(matter ?? '')?.[1];
  const heading = /^#[ \t]+(.+?)[ \t#]*$/m.exec(head)?.[1] ?? /^(\S.*)\r?\n=+[ \t]*$/m.exec(head)?.[1];
  return (named ?? heading)?.replace(/[*_`]/g, '').slice(0, 500);
}
