import { AppError } from '../../errors.js';
import type { FileToParse } from '../document-parser.js';

export type Format = 'pdf' | 'zip' | 'html' | 'markdown' | 'csv' | 'tsv' | 'text';

export const supportedFiles = 'Send a PDF, DOCX, PPTX, XLSX, EPUB, HTML, Markdown, CSV or text file.';
const notText: ReadonlySet<string> = new Set(['pdf', 'docx', 'pptx', 'xlsx', 'epub']);

/** What a file is, by its content first; its name and declared type decide only between kinds of text. */
export function detectFormat({ bytes, fileName, mediaType }: FileToParse): Format {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  if (head.trim() === '') throw new AppError('NO_TEXT', 'The file is empty. Send a file that contains text.');
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04')) return 'zip';
  if (head.startsWith('\xD0\xCF\x11\xE0')) throw oldOfficeError(bytes);

  const extension = /\.([a-z0-9]+)$/i.exec(fileName ?? '')?.[1]?.toLowerCase() ?? '';
  const type = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (notText.has(extension) || /^application\/(?:pdf|epub\+zip|vnd\.openxmlformats)/.test(type)) {
    throw new AppError(
      'FILE_UNREADABLE',
      'The file is not what its name or type says, or its beginning is damaged. Send the original file.',
    );
  }
  if (isBinary(head)) throw new AppError('UNSUPPORTED_FILE_TYPE', `Files of this type are not read. ${supportedFiles}`);
  if (['html', 'htm', 'xhtml'].includes(extension) || type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (['md', 'markdown', 'mdown', 'mdx'].includes(extension) || type.endsWith('markdown')) return 'markdown';
  if (extension === 'tsv' || extension === 'tab' || type === 'text/tab-separated-values') return 'tsv';
  if (extension === 'csv' || type === 'text/csv') return 'csv';
  if (extension === '' && /^\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b/is.test(head)) return 'html';
  return 'text';
}

function isBinary(head: string): boolean {
  if (/^(?:\x89PNG|GIF8|\xFF\xD8\xFF|\x1F\x8B|\{\\rtf|7z\xBC|Rar!|ID3|OggS|RIFF|\x7FELF|MZ)/.test(head)) return true;
  if (/^(?:\xFF\xFE|\xFE\xFF|\0\0\xFE\xFF)/.test(head)) return false;
  const controls = head.match(/[\x00-\x08\x0E-\x1A\x1C-\x1F]/g)?.length ?? 0;
  const zeros = head.match(/\0/g)?.length ?? 0;
  // UTF-16 without a mark has many zeros, and little else that text has not.
  return zeros > head.length * 0.05 ? controls - zeros > 0 || /\0\0/.test(head) : controls > head.length * 0.01;
}

/** Encrypted Office files and those from before 2007 share one container. */
function oldOfficeError(bytes: Uint8Array): AppError {
  const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isEncrypted
    ? new AppError('FILE_ENCRYPTED', 'The file is protected by a password. Save it without one and send it again.')
    : new AppError(
        'UNSUPPORTED_FILE_TYPE',
        'Office files from before 2007 are not read. Save it as DOCX, PPTX, XLSX or PDF and send it again.',
      );
}
