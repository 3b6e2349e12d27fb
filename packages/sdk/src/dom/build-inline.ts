import type { Token, Tokens } from 'marked';
import { decodeEntities } from './decode-entities.js';
import type { ImageRule } from './image-hosts.js';
import { safeUrl } from './safe-url.js';

/** A text node that holds one `[n]`, to become a citation once citation n is known. */
export interface CitationMark {
  node: Text;
  number: number;
}

export interface InlineContext {
  /** Takes the citation marks that are met, never inside code or a link. */
  marks: CitationMark[];
  mayShow: ImageRule;
}

const deepest = 16;
const simple: Readonly<Record<string, string>> = { strong: 'strong', em: 'em', del: 'del' };

/** Appends inline tokens as elements and text; raw HTML is text, and an image a link unless its host may be shown. */
export function buildInline(parent: HTMLElement, tokens: readonly Token[], context: InlineContext, depth = 0): void {
  for (const token of tokens) {
    if (depth > deepest) parent.append(token.raw);
    else buildToken(parent, token, context, depth);
  }
}

function buildToken(parent: HTMLElement, token: Token, context: InlineContext, depth: number): void {
  const create = (tag: string): HTMLElement => parent.appendChild(parent.ownerDocument.createElement(tag));
  const children = 'tokens' in token ? (token.tokens ?? []) : [];
  const tag = simple[token.type];
  if (tag !== undefined) {
    buildInline(create(tag), children, context, depth + 1);
  } else if (token.type === 'codespan') {
    create('code').append((token as Tokens.Codespan).text);
  } else if (token.type === 'br' || (token.type === 'html' && /^<br/i.test(token.raw))) {
    create('br');
  } else if (token.type === 'link') {
    buildLink(parent, token as Tokens.Link, context, depth);
  } else if (token.type === 'image') {
    buildImage(parent, token as Tokens.Image, context.mayShow);
  } else if (token.type === 'checkbox') {
    parent.append((token as Tokens.Checkbox).checked ? '☑ ' : '☐ ');
  } else if (children.length > 0) {
    buildInline(parent, children, context, depth + 1);
  } else {
    const { text = token.raw, escaped } = token as Partial<Tokens.Text>;
    appendText(
      parent,
      token.type === 'text' && escaped !== true ? decodeEntities(text) : text,
      token.type === 'text' ? context.marks : null,
    );
  }
}

function buildLink(parent: HTMLElement, token: Tokens.Link, context: InlineContext, depth: number): void {
  const url = safeUrl(decodeEntities(token.href));
  if (url === null) {
    buildInline(parent, token.tokens, context, depth + 1);
    return;
  }
  const link = parent.ownerDocument.createElement('a');
  link.setAttribute('href', url);
  parent.append(link);
  // a button inside a link would be two targets in one: its marks stay text
  buildInline(link, token.tokens, { ...context, marks: [] }, depth + 1);
}

function buildImage(parent: HTMLElement, token: Tokens.Image, mayShow: ImageRule): void {
  const url = safeUrl(decodeEntities(token.href));
  const label = decodeEntities(token.text);
  if (url === null || parent.closest('a') !== null) {
    parent.append(label);
    return;
  }
  if (mayShow(url)) {
    const image = parent.ownerDocument.createElement('img');
    image.alt = label;
    // before its address, which begins the request
    image.referrerPolicy = 'no-referrer';
    image.setAttribute('loading', 'lazy');
    image.src = url;
    parent.append(image);
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
