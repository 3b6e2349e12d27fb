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
  const body = mainHtml(document);
  const article = new Readability(document, { maxElemsToParse: 100_000 }).parse();
  const isArticle =
    article !== null && article !== undefined && countWords(article.textContent ?? '') >= minimumShare * countWords(body.text);
  const text = htmlToMarkdown(isArticle ? (article.content ?? '') : body.html);
  return { mediaType: 'text/html', title: title ?? (article?.title || undefined), text, pageStarts: undefined };
}

/** Of the words outside navigation; below this, Readability has cut off what belongs to the page. */
const minimumShare = 0.25;

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

function mainHtml(document: PageDocument): { html: string; text: string } {
  const main = document.querySelector('main,[role="main"]') ?? document.body;
  const copy = main.cloneNode(true);
  for (const element of copy.querySelectorAll(furniture)) element.remove();
  return { html: copy.innerHTML, text: copy.textContent ?? '' };
}
