import type { Token, Tokens } from 'marked';
import { decodeEntities } from './decode-entities.js';
import { safeUrl } from './safe-url.js';

/** A text node that holds one `[n]`, to become a citation once citation n is known. */
export interface CitationMark {
  node: Text;
  number: number;
}

const deepest = 16;
const simple: Readonly<Record<string, string>> = { strong: 'strong', em: 'em', del: 'del' };

/** Appends inline tokens as elements and text; raw HTML is text. Gives the citation marks it met, never inside code or a link. */
export function buildInline(parent: HTMLElement, tokens: readonly Token[], marks: CitationMark[], depth = 0): void {
  for (const token of tokens) {
    if (depth > deepest) parent.append(token.raw);
    else buildToken(parent, token, marks, depth);
  }
}

function buildToken(parent: HTMLElement, token: Token, marks: CitationMark[], depth: number): void {
  const create = (tag: string): HTMLElement => parent.appendChild(parent.ownerDocument.createElement(tag));
  const children = 'tokens' in token ? (token.tokens ?? []) : [];
  const tag = simple[token.type];
  if (tag !== undefined) {
    buildInline(create(tag), children, marks, depth + 1);
  } else if (token.type === 'codespan') {
    create('code').append((token as Tokens.Codespan).text);
  } else if (token.type === 'br' || (token.type === 'html' && /^<br/i.test(token.raw))) {
    create('br');
  } else if (token.type === 'link') {
    buildLink(parent, token as Tokens.Link, marks, depth);
  } else if (token.type === 'image') {
    buildImage(parent, token as Tokens.Image);
  } else if (token.type === 'checkbox') {
    parent.append((token as Tokens.Checkbox).checked ? '☑ ' : '☐ ');
  } else if (children.length > 0) {
    buildInline(parent, children, marks, depth + 1);
  } else {
    const { text = token.raw, escaped } = token as Partial<Tokens.Text>;
    appendText(
      parent,
      token.type === 'text' && escaped !== true ? decodeEntities(text) : text,
      token.type === 'text' ? marks : null,
    );
  }
}

function buildLink(parent: HTMLElement, token: Tokens.Link, marks: CitationMark[], depth: number): void {
  const url = safeUrl(decodeEntities(token.href));
  if (url === null) {
    buildInline(parent, token.tokens, marks, depth + 1);
    return;
  }
  const link = parent.ownerDocument.createElement('a');
  link.setAttribute('href', url);
  parent.append(link);
  // a button inside a link would be two targets in one: its marks stay text
  buildInline(link, token.tokens, [], depth + 1);
}

function buildImage(parent: HTMLElement, token: Tokens.Image): void {
  const url = safeUrl(decodeEntities(token.href));
  const label = decodeEntities(token.text);
  if (url === null || parent.closest('a') !== null) {
    parent.append(label);
    return;
  }
  const link = parent.ownerDocument.createElement('a');
  link.setAttribute('href', url);
  // without its host a picture's name would hide where the link leads
  link.append(label === '' ? url : `${label} (${new URL(url).host || url})`);
  parent.append(link);
}

function appendText(parent: HTMLElement, text: string, marks: CitationMark[] | null): void {
  if (marks === null) {
    parent.append(text);
    return;
  }
  for (const piece of text.split(/(\[\d{1,3}\])/)) {
    if (piece === '') continue;
    const node = parent.ownerDocument.createTextNode(piece);
    parent.append(node);
    if (/^\[\d{1,3}\]$/.test(piece)) marks.push({ node, number: Number(piece.slice(1, -1)) });
  }
}
