import type { ParsedDocument } from '../document-parser.js';
import { readCoreTitle, relationsOf, type MainPart } from './office-package.js';
import { readPptxSlide } from './pptx-slide.js';
import { readXml } from './read-xml.js';
import type { ZipArchive } from './zip-archive.js';

export const pptxMediaType = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';

/** The slides in the order of the presentation, each one a page. Hidden slides and speaker notes are not for visitors. */
export function parsePptx(zip: ZipArchive, main: MainPart): ParsedDocument {
  const relations = relationsOf(zip, main.path);
  const pageStarts: number[] = [];
  let text = '';
  let title: string | undefined;
  for (const id of slideIds(main.bytes)) {
    const path = relations.get(id)?.target;
    const bytes = path === undefined ? undefined : zip.read(path);
    const slide = bytes === undefined ? undefined : readPptxSlide(bytes);
    const content = slide === undefined || slide.isHidden ? '' : slide.text;
    if (content !== '' && text !== '') text += '\n\n';
    // Of slides that begin at one place the last counts: an empty one has no text.
    pageStarts.push(text.length);
    text += content;
    if (content !== '') title ??= slide?.title;
  }
  return { mediaType: pptxMediaType, title: readCoreTitle(zip) ?? title?.slice(0, 500), text, pageStarts };
}

function slideIds(presentation: Uint8Array): string[] {
  const ids: string[] = [];
  readXml(presentation, {
    open({ name, attributes, prefixed }) {
      // `id` is the slide's number, `r:id` its relation.
      if (name === 'sldId') ids.push(prefixed['id'] ?? attributes['id'] ?? '');
    },
  });
  return ids;
}
