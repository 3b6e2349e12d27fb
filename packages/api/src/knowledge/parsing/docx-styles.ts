import { readXml } from './read-xml.js';

export interface ListPlace {
  list: string | undefined;
  level: number | undefined;
}

export interface ParagraphStyle extends ListPlace {
  name: string;
  basedOn: string | undefined;
  /** 0-based, as `w:outlineLvl` has it. */
  outline: number | undefined;
}

export interface ListLevel {
  format: string;
  start: number;
}

/** Levels of each list, by `numId`. */
export type Numbering = Map<string, ListLevel[]>;
export type Styles = Map<string, ParagraphStyle>;

export function readStyles(bytes: Uint8Array | undefined): Styles {
  const styles: Styles = new Map();
  if (bytes === undefined) return styles;
  let style: ParagraphStyle | undefined;
  readXml(bytes, {
    open({ name, attributes }) {
      const value = attributes['val'];
      if (name === 'style') {
        style = { name: '', basedOn: undefined, outline: undefined, list: undefined, level: undefined };
        styles.set(attributes['styleId'] ?? '', style);
      } else if (style === undefined || value === undefined) return;
      else if (name === 'name') style.name = value.toLowerCase();
      else if (name === 'basedOn') style.basedOn = value;
      else if (name === 'outlineLvl') style.outline = Number(value);
      else if (name === 'numId') style.list = value;
      else if (name === 'ilvl') style.level = Number(value);
    },
    close(name) {
      if (name === 'style') style = undefined;
    },
  });
  return styles;
}

/** A style and those it is based on, nearest first. */
export function styleChain(styles: Styles, id: string | undefined): ParagraphStyle[] {
  const chain: ParagraphStyle[] = [];
  for (let style = styles.get(id ?? ''); style !== undefined && chain.length < 20; style = styles.get(style.basedOn ?? '')) {
    chain.push(style);
  }
  return chain;
}

export function readNumbering(bytes: Uint8Array | undefined): Numbering {
  const abstract = new Map<string, ListLevel[]>();
  const numbering: Numbering = new Map();
  if (bytes === undefined) return numbering;
  let levels: ListLevel[] = [];
  let list = '';
  readXml(bytes, {
    open({ name, attributes }) {
      const value = attributes['val'] ?? '';
      const level = levels.at(-1);
      if (name === 'abstractNum') abstract.set(attributes['abstractNumId'] ?? '', (levels = []));
      else if (name === 'lvl') levels.push({ format: 'decimal', start: 1 });
      else if (name === 'numFmt' && level !== undefined) level.format = value;
      else if (name === 'start' && level !== undefined) level.start = Number(value) || 1;
      else if (name === 'num') {
        list = attributes['numId'] ?? '';
        levels = [];
      } else if (name === 'abstractNumId') numbering.set(list, abstract.get(value) ?? []);
    },
  });
  return numbering;
}
