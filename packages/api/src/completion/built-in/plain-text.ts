import type { SentenceKind } from './split-sentences.js';

const tags =
  /<\/?(?:a|abbr|b|blockquote|br|center|code|del|details|div|em|font|h[1-6]|hr|i|img|kbd|li|ol|p|pre|s|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/gi;

/** What a reader sees of a sentence's source: no heading hashes, list markers, link addresses, tags or table pipes. */
export function plainText(source: string, kind: SentenceKind): string {
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
  return (kind === 'row' ? joinCells(text) : text).replace(/\s+/g, ' ').trim();
}

function joinCells(row: string): string {
  return row
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' – ');
}
