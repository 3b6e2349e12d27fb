import { Parser } from 'htmlparser2';
import { AppError } from '../../errors.js';

const maxDepth = 512;
const maxElements = 100_000;
const maxAttributes = 1_000;
const voidElements: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);

/** Streams through the page before any tree is built: depth and size cost a tree builder far more than a tokenizer. */
export function checkHtml(html: string): void {
  let depth = 0;
  let elements = 0;
  let attributes = 0;
  const parser = new Parser({
    onopentagname(name) {
      attributes = 0;
      elements++;
      if (!voidElements.has(name)) depth++;
      if (depth > maxDepth || elements > maxElements) throw tooComplex();
    },
    onattribute() {
      if (++attributes > maxAttributes) throw tooComplex();
    },
    onclosetag(name) {
      if (!voidElements.has(name)) depth--;
    },
  });
  parser.write(html);
  parser.end();
}

function tooComplex(): AppError {
  return new AppError('FILE_TOO_COMPLEX', 'The page is nested too deeply or has too many elements. Split it, or send its text.');
}
