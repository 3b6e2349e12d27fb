import type { SentenceKind } from './split-sentences.js';

const tags =
  /<\/?(?:a|abbr|b|blockquote|br|center|code|del|details|div|em|font|h[1-6]|hr|i|img|kbd|li|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;

/**
 * What a reader sees of a sentence's source: no heading hashes, list markers, link addresses, tags or table pipes. The cells
 * of a wide row are named by `header`.
 */
export function plainText(source: string, kind: SentenceKind, header = ''): string {
  if (kind === 'code') return source;
  const text = source
    .replace(tags, ' ')
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)/g, '$1')
    .replace(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
    .replace(/^\s*#{1,6}\s+|\s+#+\s*$/g, '')
    .replace(/^(?:\s*>)+\s?/gm, '')
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_\n]*?\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/\*\*/g, '');
  return (kind === 'row' || kind === 'header' ? joinCells(text, header) : text).replace(/\s+/g, ' ').trim();
}

/** Of two columns the names go without saying; in wider rows each cell after the first is named. */
function joinCells(row: string, header: string): string {
  const names = cellsOf(plainText(header, 'prose'));
  const cells = cellsOf(row);
  const named = cells.map((cell, at) => {
    const name = names[at] ?? '';
    return cell === '' || at === 0 || cells.length < 3 || name === '' ? cell : `${name}: ${cell}`;
  });
  return named.filter((cell) => cell !== '').join(' – ');
}

function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
}
