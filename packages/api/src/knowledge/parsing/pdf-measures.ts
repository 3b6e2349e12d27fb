import type { PdfLine } from './pdf-lines.js';

export interface Measures {
  /** Larger than the body's, largest first. */
  headingSizes: number[];
  /** From baseline to baseline, in letter heights. */
  lineGap: number;
  /** Words with a hyphen that stand within a line: such a hyphen at a line's end is part of the word. */
  words: ReadonlySet<string>;
}

const headingLevels = 3;
const longestHeading = 200;

export function measure(pages: PdfLine[][]): Measures {
  const lines = pages.flat();
  return { headingSizes: headingSizes(lines), lineGap: lineGap(pages), words: hyphenatedWords(lines) };
}

/** Half points, so that rounding in the file does not make two sizes of one. */
export function roundSize(size: number): number {
  return Math.round(size * 2) / 2;
}

function headingSizes(lines: PdfLine[]): number[] {
  const characters = new Map<number, number>();
  for (const { size, text } of lines) characters.set(roundSize(size), (characters.get(roundSize(size)) ?? 0) + text.length);
  const body = [...characters].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0;
  const larger = new Set(lines.filter((line) => line.text.length <= longestHeading).map((line) => roundSize(line.size)));
  return [...larger]
    .filter((size) => size >= body * 1.15)
    .sort((one, other) => other - one)
    .slice(0, headingLevels);
}

function lineGap(pages: PdfLine[][]): number {
  const gaps = pages.flatMap((lines) =>
    lines.flatMap((line, index) => {
      const last = lines[index - 1];
      const gap =
        last === undefined || line.size === 0 || roundSize(last.size) !== roundSize(line.size)
          ? 0
          : (last.y - line.y) / line.size;
      return gap > 0.8 && gap < 3 ? [gap] : [];
    }),
  );
  return gaps.sort((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 1.3;
}

function hyphenatedWords(lines: PdfLine[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { text } of lines) {
    for (const [word] of text.matchAll(/\p{L}+[-\u2010]\p{Ll}+/gu)) words.add(word.replace('\u2010', '-').toLowerCase());
  }
  return words;
}
