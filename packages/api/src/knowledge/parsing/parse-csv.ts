import papaparse from 'papaparse';
import type { ParsedDocument } from '../document-parser.js';
import { createTableBuilder, newTableBudget } from './table-builder.js';

/** Rows of separated values as a table; the separator is guessed where the name does not tell it. */
export function parseCsv(text: string, { isTabbed }: { isTabbed: boolean }): ParsedDocument {
  // Excel's own hint about the separator.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const content = text.slice(hint?.[0].length ?? 0);
  const delimiter = isTabbed ? '\t' : (hint?.[1] ?? '');
  const markdown = readRows(content, { delimiter, quoteChar: '"' }) ?? readRows(content, { delimiter, quoteChar: '\0' });
  return { mediaType: 'text/csv', title: undefined, text: markdown ?? '', pageStarts: undefined };
}

/** Undefined where a quote never closes: it has swallowed the rows behind it. */
function readRows(text: string, options: { delimiter: string; quoteChar: string }): string | undefined {
  const table = createTableBuilder(newTableBudget());
  let isOpen = false;
  papaparse.parse<string[]>(text, {
    ...options,
    delimitersToGuess: [',', ';', '\t', '|'],
    step({ data, errors }) {
      if (errors.some(({ code }) => code === 'MissingQuotes')) isOpen = true;
      for (const [column, cell] of data.entries()) table.addCell(column, cell);
      table.endRow();
    },
  });
  return isOpen ? undefined : table.toMarkdown();
}
