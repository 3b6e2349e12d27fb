import { formatNumber, type NumberFormat } from './format-number.js';
import { readXml } from './read-xml.js';
import type { TableBuilder } from './table-builder.js';

export interface SheetContext {
  strings: readonly string[];
  /** By a cell's style. */
  formats: readonly (NumberFormat | undefined)[];
  startsIn1904: boolean;
}

/** Streams a sheet's cells into a table, as they look rather than as they are stored. */
export function readXlsxSheet(bytes: Uint8Array, context: SheetContext, table: TableBuilder): void {
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let inline = '';
  let inside: 'value' | 'inline' | undefined;

  function textOfCell(): string {
    switch (type) {
      case 's':
        return context.strings[Number(value)] ?? '';
      case 'inlineStr':
        return inline;
      case 'b':
        return value === '1' ? 'TRUE' : value === '' ? '' : 'FALSE';
      case 'e':
        return '';
      case 'n':
        return value === '' ? '' : formatNumber(value, context.formats[style], context.startsIn1904);
      default:
        return value;
    }
  }

  readXml(bytes, {
    open({ name, attributes }) {
      if (name === 'row') column = -1;
      else if (name === 'c') {
        column = columnOf(attributes['r']) ?? column + 1;
        type = attributes['t'] ?? 'n';
        style = Number(attributes['s'] ?? 0);
        value = '';
        inline = '';
      } else if (name === 'v') inside = 'value';
      else if (name === 't') inside = 'inline';
      else if (name === 'rPh') inside = undefined;
    },
    text(text) {
      if (inside === 'value') value += text;
      else if (inside === 'inline') inline += text;
    },
    close(name) {
      inside = undefined;
      if (name === 'c') table.addCell(column, textOfCell());
      else if (name === 'row') table.endRow();
    },
  });
}

/** "C12" is the third column. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0];
  if (letters === undefined) return undefined;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
