import { builtInFormat, readFormatCode, type NumberFormat } from './format-number.js';
import { readXml } from './read-xml.js';

/** How numbers look, by the index that a cell's style has. */
export function readNumberFormats(bytes: Uint8Array | undefined): (NumberFormat | undefined)[] {
  const codes = new Map<string, string>();
  const formats: (NumberFormat | undefined)[] = [];
  if (bytes === undefined) return formats;
  let isCellFormat = false;
  readXml(bytes, {
    open({ name, attributes }) {
      if (name === 'numFmt') codes.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') isCellFormat = true;
      else if (name === 'xf' && isCellFormat) {
        const id = attributes['numFmtId'] ?? '0';
        const code = codes.get(id);
        formats.push(code === undefined ? builtInFormat(Number(id)) : readFormatCode(code));
      }
    },
    close(name) {
      if (name === 'cellXfs') isCellFormat = false;
    },
  });
  return formats;
}
