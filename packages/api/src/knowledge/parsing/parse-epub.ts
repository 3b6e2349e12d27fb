import { limits } from '@askwell/contract';
import { AppError } from '../../errors.js';
import type { ParsedDocument } from '../document-parser.js';
import { checkHtml } from './check-html.js';
import { decodeText } from './decode-text.js';
import { htmlToMarkdown } from './html-to-markdown.js';
import { readPart, resolvePath } from './office-package.js';
import { readXml } from './read-xml.js';
import type { ZipArchive } from './zip-archive.js';

interface Book {
  title: string | undefined;
  /** Paths in reading order. */
  chapters: string[];
}

/** The chapters of an e-book in the order of its spine. */
export function parseEpub(zip: ZipArchive): ParsedDocument {
  const book = readBook(zip);
  const locked = encryptedFiles(zip);
  const texts: string[] = [];
  let characters = 0;
  for (const path of book.chapters) {
    if (locked.has(path)) {
      throw new AppError('FILE_ENCRYPTED', 'The book is protected against copying. Send an edition without protection.');
    }
    const content = zip.read(path);
    if (content === undefined) continue;
    const html = bodyOf(decodeText(content));
    checkHtml(html);
    const text = htmlToMarkdown(html);
    characters += text.length;
    if (text !== '') texts.push(text);
    if (characters > limits.documentTextCharacters) break;
  }
  return { mediaType: 'application/epub+zip', title: book.title, text: texts.join('\n\n'), pageStarts: undefined };
}

function readBook(zip: ZipArchive): Book {
  let packagePath = '';
  readXml(readPart(zip, 'META-INF/container.xml'), {
    open({ name, attributes }) {
      if (name === 'rootfile' && packagePath === '') packagePath = attributes['full-path'] ?? '';
    },
  });
  const folder = packagePath.slice(0, packagePath.lastIndexOf('/') + 1);
  const paths = new Map<string, string>();
  const chapters: string[] = [];
  let isTitle = false;
  let title = '';
  readXml(readPart(zip, packagePath), {
    open({ name, attributes }) {
      isTitle = name === 'title' && title === '';
      const { id = '', href = '', idref = '', properties = '' } = attributes;
      const isPage = attributes['media-type']?.includes('html') === true && !properties.split(' ').includes('nav');
      if (name === 'item' && isPage) paths.set(id, resolvePath(folder, unescapeUrl(href)));
      const path = name === 'itemref' ? paths.get(idref) : undefined;
      if (path !== undefined) chapters.push(path);
    },
    text: (text) => (title += isTitle ? text : ''),
    close: () => (isTitle = false),
  });
  return { title: title.trim() === '' ? undefined : title.replace(/\s+/g, ' ').trim().slice(0, 500), chapters };
}

function encryptedFiles(zip: ZipArchive): Set<string> {
  const files = new Set<string>();
  const listing = zip.read('META-INF/encryption.xml');
  if (listing === undefined) return files;
  readXml(listing, {
    open({ name, attributes }) {
      if (name === 'CipherReference') files.add(resolvePath('', unescapeUrl(attributes['URI'] ?? '')));
    },
  });
  return files;
}

/** What stands in the body. XHTML's `<a/>` would stay open in HTML. */
function bodyOf(xhtml: string): string {
  const start = /<body\b[^>]*>/i.exec(xhtml);
  const end = xhtml.search(/<\/body\s*>/i);
  const body = start === null ? xhtml : xhtml.slice(start.index + start[0].length, end === -1 ? undefined : end);
  return body.replace(/<(?!(?:area|br|col|embed|hr|img|input|link|meta|wbr)\b)([a-z][\w:-]*)([^<>]*)\/>/gi, '<$1$2></$1>');
}

function unescapeUrl(href: string): string {
  const path = href.split('#')[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray percent sign: the name is meant as it stands.
    return path;
  }
}
