import type { PdfLine } from './pdf-lines.js';

/** Lines that stand at the edge of most pages, such as running titles and page numbers. */
export type PageFurniture = ReadonlySet<string>;

export function findFurniture(pages: PdfLine[][]): PageFurniture {
  const counts = new Map<string, number>();
  for (const lines of pages) {
    for (const key of new Set(lines.filter(isMarginal).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const least = Math.max(3, pages.length / 2);
  return new Set([...counts].filter(([, count]) => count >= least).map(([key]) => key));
}

export function isFurniture(furniture: PageFurniture, line: PdfLine): boolean {
  return isMarginal(line) && furniture.has(keyOf(line));
}

function isMarginal(line: PdfLine): boolean {
  return line.depth < 0.1 || line.depth > 0.9;
}

function keyOf(line: PdfLine): string {
  return `${Math.round(line.depth * 50)} ${line.text.replace(/\d+/g, '#')}`;
}
