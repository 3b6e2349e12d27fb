import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { AppError } from '../../errors.js';
import type { ParsedDocument } from '../document-parser.js';
import { composePages } from './pdf-compose.js';
import { findFurniture } from './pdf-furniture.js';
import { readPageLines, type PdfLine } from './pdf-lines.js';

const assets = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), '/');

/** The text layer, page by page in the order in which it was written. */
export async function parsePdf(bytes: Uint8Array): Promise<ParsedDocument> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    cMapUrl: `${assets}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${assets}standard_fonts/`,
    verbosity: 0,
  });
  try {
    const pdf = await task.promise;
    const title = await documentTitle(pdf);
    const pages: PdfLine[][] = [];
    for (let number = 1; number <= pdf.numPages; number++) pages.push(await readLines(pdf, number));
    const { text, pageStarts } = composePages(pages, findFurniture(pages));
    if (text === '') {
      throw new AppError(
        'NO_TEXT',
        'The PDF has no text layer: it is probably a scan. Run text recognition on it and send it again.',
      );
    }
    return { mediaType: 'application/pdf', title, text, pageStarts };
  } catch (error) {
    throw toAppError(error);
  } finally {
    await task.destroy();
  }
}

async function readLines(pdf: PDFDocumentProxy, number: number): Promise<PdfLine[]> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const height = page.getViewport({ scale: 1 }).height;
  page.cleanup();
  return readPageLines(
    items.flatMap((item) => ('str' in item ? [item] : [])),
    height,
  );
}

async function documentTitle(pdf: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = await pdf.getMetadata();
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title.replace(/\s+/g, ' ').trim() : '';
  // Programs put a file's name here, which says less than the first heading.
  return title === '' || /\.(?:docx?|pdf|html?|indd|tex|dvi|pptx?)$|^untitled|^about:blank|^microsoft word/i.test(title)
    ? undefined
    : title.slice(0, 500);
}

function toAppError(error: unknown): unknown {
  if (error instanceof AppError || error instanceof RangeError) return error;
  if (error instanceof Error && error.name === 'PasswordException') {
    return new AppError('FILE_ENCRYPTED', 'The PDF is protected by a password. Save it without one and send it again.');
  }
  return new AppError('FILE_UNREADABLE', 'The PDF is damaged or cut off. Open and save it again, then send it.', {
    cause: error,
  });
}
