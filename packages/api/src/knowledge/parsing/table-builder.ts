import { limits } from '@askwell/contract';
import { AppError } from '../../errors.js';
import { countWords } from '../chunking/count-words.js';
import { markdownTable, protectLines } from './markdown-text.js';

const maxRows = 50_000;
const maxColumns = 256;

/** What one file may hold, over all its sheets. */
export interface TableBudget {
  rows: number;
  characters: number;
}

export interface TableBuilder {
  addCell(column: number, text: string): void;
  endRow(): void;
  toMarkdown(): string;
}

export function newTableBudget(): TableBudget {
  return { rows: maxRows, characters: limits.documentTextCharacters };
}

/** Collects the cells that are not empty; rows and columns without any are left out. */
export function createTableBuilder(budget: TableBudget): TableBuilder {
  const rows: { column: number; text: string }[][] = [];
  const columns = new Set<number>();
  let row: { column: number; text: string }[] = [];
  return {
    addCell(column, raw) {
      const text = raw.trim();
      if (text === '') return;
      if (columns.add(column).size > maxColumns) throw tooLarge(`${maxColumns} columns`);
      budget.characters -= text.length + 3;
      if (budget.characters < 0) throw tooLarge(`${limits.documentTextCharacters.toLocaleString('en')} characters of text`);
      row.push({ column, text });
    },
    endRow() {
      if (row.length === 0) return;
      if (--budget.rows < 0) throw tooLarge(`${maxRows.toLocaleString('en')} rows`);
      rows.push(row);
      row = [];
    },
    toMarkdown() {
      const places = new Map([...columns].sort((a, b) => a - b).map((column, place) => [column, place]));
      const filled = rows.map((cells) => {
        const line = Array.from({ length: places.size }, () => '');
        for (const { column, text } of cells) line[places.get(column) ?? 0] = text;
        return line;
      });
      return tableBlocks(filled);
    },
  };
}

/** Pipe tables of about one passage each. Each begins with the header, so that no row stands without its names. */
function tableBlocks(rows: string[][]): string {
  // Lines above a table that fill one cell are its title.
  const found = rows.findIndex((row) => row.length < 2 || row.filter(Boolean).length > 1);
  const first = found === -1 ? rows.length : found;
  const titles = rows.slice(0, first).map((row) => protectLines(row.join('')));
  const header = rows[first];
  if (header === undefined) return titles.join('\n\n');

  const headerWords = countWords(header.join(' '));
  const longest = Math.min(280, Math.max(110, headerWords * 3));
  const blocks: string[][][] = [];
  let words = Infinity;
  let characters = 0;
  for (const row of rows.slice(first + 1)) {
    const text = row.join(' | ');
    words += countWords(text);
    characters += text.length;
    if (words > longest || characters > 3_000) {
      blocks.push([header]);
      words = headerWords + countWords(text);
      characters = text.length;
    }
    blocks.at(-1)?.push(row);
  }
  return [...titles, ...(blocks.length === 0 ? [[header]] : blocks).map(markdownTable)].join('\n\n');
}

function tooLarge(what: string): AppError {
  return new AppError('FILE_TOO_LARGE', `It holds more than ${what}. Split it into several files.`);
}
