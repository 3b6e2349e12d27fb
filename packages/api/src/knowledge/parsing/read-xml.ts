import { SaxesParser } from 'saxes';
import { AppError } from '../../errors.js';
import { decodeText } from './decode-text.js';

export interface XmlElement {
  /** Without its prefix. */
  name: string;
  /** By name without prefix. */
  attributes: Record<string, string>;
  /** Only those with a prefix, by name without it: `r:id` beside `id`. */
  prefixed: Record<string, string>;
}

export interface XmlHandler {
  open?(element: XmlElement): void;
  text?(text: string): void;
  close?(name: string): void;
}

const maxDepth = 512;

/** Streams the XML of an Office file. Entities beyond XML's own, and depth that no document needs, are refused. */
export function readXml(bytes: Uint8Array, handler: XmlHandler): void {
  const parser = new SaxesParser({ xmlns: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new AppError('FILE_UNREADABLE', 'The file declares XML entities, which Askwell does not read. Open and save it again.');
  });
  parser.on('error', (error) => {
    throw new AppError('FILE_UNREADABLE', 'The file is damaged inside. Open and save it again, then send it.', { cause: error });
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > maxDepth) throw new AppError('FILE_TOO_COMPLEX', 'The file is nested too deeply. Send its text instead.');
    const plain: Record<string, string> = {};
    const prefixed: Record<string, string> = {};
    for (const [key, value] of Object.entries(attributes)) {
      plain[localName(key)] = value;
      if (key.includes(':')) prefixed[localName(key)] = value;
    }
    handler.open?.({ name: localName(name), attributes: plain, prefixed });
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('closetag', ({ name }) => {
    depth--;
    handler.close?.(localName(name));
  });
  parser.write(decodeText(bytes)).close();
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
