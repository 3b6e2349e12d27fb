const longestRun = 4_000;

const holdBack = [
  // a line that may become a list, a heading, a quote, a rule or a fence
  /(?:^|\n)[ \t]*(?:[-*+>=]+|#{1,6}|\d{1,9}[.)]?|`{1,2}|~{1,3})[ \t]*$/,
  // a table whose delimiter row is not whole yet
  /(?:^|\n)[ \t]*\|[^\n]*(?:\n[ \t]*\|?[-:| \t]*)?$/,
  // the first half of a character, or of an escape
  /[\uD800-\uDBFF]$/,
  /(?<!\\)(?:\\\\)*\\$/,
];

/**
 * The text as it would read if it ended well: what cannot be shown yet is held back, and open emphasis, code and links are closed.
 * Only for text that goes on; a finished one is shown as it is.
 */
export function mendTail(text: string): string {
  if (isInFence(text)) return text.replace(/\n[ \t]*(?:`+|~+)$/, '');
  let mended = text;
  for (const pattern of holdBack) {
    if (!(pattern === holdBack[1] && isInTable(mended))) mended = mended.replace(pattern, '');
  }
  const start = lastRunStart(mended);
  // a run this long is no sentence, and closing it anew each frame would cost more than the flicker
  if (mended.length - start > longestRun) return mended;
  return mended.slice(0, start) + closeInline(mendLink(mended.slice(start)));
}

function isInFence(text: string): boolean {
  let fence = '';
  for (const [, mark = ''] of text.matchAll(/^[ \t]*(?:(?:[-*+>]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})/gm)) {
    if (fence === '') fence = mark;
    else if (mark[0] === fence[0] && mark.length >= fence.length) fence = '';
  }
  return fence !== '';
}

/** The last lines follow a whole delimiter row. */
function isInTable(text: string): boolean {
  const block = text.slice(text.lastIndexOf('\n\n') + 1);
  return /(?:^|\n)[ \t]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-+:?[-:| \t]*\n/.test(block);
}

/** Where the last paragraph, item, row or heading begins: emphasis does not cross it. */
function lastRunStart(text: string): number {
  let start = 0;
  for (const match of text.matchAll(/\n[ \t]*\n|\n(?=[ \t]*(?:[-*+>|]|#{1,6} |\d{1,9}[.)]))|\n(?<=^[ \t]*#{1,6} .*\n)/gm)) {
    start = match.index + match[0].length;
  }
  return start;
}

/** `[label](addr…` shows its label, `[12` waits for its bracket, and an image waits until it is whole. */
function mendLink(run: string): string {
  const open = run.lastIndexOf('[');
  if (open === -1 || isInCode(run.slice(0, open))) return run;
  const image = run[open - 1] === '!';
  const before = run.slice(0, image ? open - 1 : open);
  const [, label = '', rest] = /^\[([^\]]*)(\].*)?$/s.exec(run.slice(open)) ?? [];
  if (rest === undefined) return image || /^(?:\d{0,3}|[ xX])$/.test(label) ? before : before + label;
  // a whole `[12]` is a citation; of any other label the address may follow
  const half = rest === ']' ? !/^\d{1,3}$/.test(label) : /^\]\([^)\n]*$/.test(rest);
  if (!half) return run;
  return image ? before : before + label;
}

function isInCode(text: string): boolean {
  return openMarks(text).at(-1)?.startsWith('`') === true;
}

function closeInline(run: string): string {
  const open = openMarks(run);
  const last = open.at(-1);
  if (last === undefined) return run;
  if (run.endsWith(last)) return closeInline(run.slice(0, -last.length));
  // a closer must touch a letter: `**a ` is closed before its space
  const [, body = run, space = ''] = last.startsWith('`') ? [] : (/^(.*?)(\s*)$/s.exec(run) ?? []);
  return body + open.toReversed().join('') + space;
}

/** The marks that are open at the end, outermost first; a code span hides what is in it. */
function openMarks(run: string): string[] {
  const open: string[] = [];
  let code = '';
  for (const match of run.matchAll(/\\.|`+|\*{1,3}|_{1,3}|~~/gs)) {
    const mark = match[0];
    const [before = '', after = ''] = [run[match.index - 1], run[match.index + mark.length]];
    if (code !== '') {
      if (mark === code) {
        code = '';
        open.pop();
      }
    } else if (mark.startsWith('`')) {
      code = mark;
      open.push(mark);
    } else if (!mark.startsWith('\\')) {
      toggle(open, mark, before, after);
    }
  }
  return open;
}

function toggle(open: string[], mark: string, before: string, after: string): void {
  const word = mark.startsWith('_');
  const closes = /\S/.test(before) && !(word && /\w/.test(after));
  const at = open.lastIndexOf(mark);
  if (at !== -1 && closes) open.splice(at);
  else if (!/^\s/.test(after) && !(word && /\w/.test(before))) open.push(mark);
}
