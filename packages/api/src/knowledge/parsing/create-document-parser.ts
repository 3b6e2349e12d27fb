import { AppError } from '../../errors.js';
import type { DocumentParser } from '../document-parser.js';

export function createDocumentParser(): DocumentParser {
  return {
    async parse(file) {
      const text = new TextDecoder().decode(file.bytes);
      if (text.trim() === '') throw new AppError('NO_TEXT', 'There is no text in it. Send a document that contains text.');
      return { mediaType: 'text/markdown', title: undefined, text, pageStarts: undefined };
    },
    async close() {},
  };
}
