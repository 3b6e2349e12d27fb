import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { ParsedDocument } from '../document-parser.js';
import { countWords } from '../chunking/count-words.js';
import { charsetOf, decodeText } from './decode-text.js';
import { checkHtml } from './check-html.js';
import { htmlToMarkdown } from './html-to-markdown.js';

/** The main content of a page. An article is found by Readability; of other pages, as help centres have, the whole body is kept. */
export function parseHtml(bytes: Uint8Array, mediaType: string | undefined): ParsedDocument {
  const html = decodeText(bytes, charsetOf(mediaType) ?? metaCharset(bytes));
  checkHtml(html);
  const { document } = parseHTML(wrapped(html));
  const title = pageTitle(document);
  const main = mainContent(document);
  const article = new Readability(document, { maxElemsToParse: 100_000 }).parse();
  const isArticle = isMainContent(countWords(article?.textContent ?? ''), main);
  const text = htmlToMarkdown(isArticle ? (article?.content ?? '') : main.html);
  return { mediaType: 'text/html', title: title ?? (article?.title || undefined), text, pageStarts: undefined };
}

function metaCharset(bytes: Uint8Array): string | undefined {
  return charsetOf(
    Buffer.from(bytes.subarray(0, 2048))
      .toString('latin1')
      .match(/<meta[^>]+charset[^>]*>/i)?.[0],
  );
}

/** linkedom loses a fragment that has no html element. */
function wrapped(html: string): string {
  return /<(?:html|body)[\s>]/i.test(html) ? html : `<!doctype html><html><body>${html}</body></html>`;
}

type PageDocument = ReturnType<typeof parseHTML>['document'];

function pageTitle(document: PageDocument): string | undefined {
  const title = document.querySelector('title')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const heading = document.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  // "Refunds | Help | Example" becomes the page's own heading.
  const best = heading !== '' && title.startsWith(heading) ? heading : title || heading;
  return best === '' ? undefined : best.slice(0, 500);
}

const furniture =
  'script,style,noscript,template,nav,header,footer,aside,form,button,select,dialog,iframe,svg,[hidden],[aria-hidden="true"],[role="navigation"],[role="banner"],[role="contentinfo"],[role="search"]';

interface MainContent {
  html: string;
  /** Outside links. */
  words: number;
  wordsWithLinks: number;
  /** The page itself says where its main content is. */
  isMarked: boolean;
}

/** An article with far fewer words is only a part of the page; one with far more than the page marks has its menus too. */
function isMainContent(articleWords: number, { words, wordsWithLinks, isMarked }: MainContent): boolean {
  if (!isMarked) return articleWords >= 0.25 * words;
  return articleWords >= 0.5 * words && articleWords <= 1.25 * wordsWithLinks;
}

function mainContent(document: PageDocument): MainContent {
  const marked = document.querySelector('main,[role="main"]');
  const copy = (marked ?? document.body).cloneNode(true);
  for (const element of copy.querySelectorAll(furniture)) element.remove();
  const html = copy.innerHTML;
  const wordsWithLinks = countWords(copy.textContent ?? '');
  for (const link of copy.querySelectorAll('a')) link.remove();
  return { html, words: countWords(copy.textContent ?? ''), wordsWithLinks, isMarked: marked !== null };
}
