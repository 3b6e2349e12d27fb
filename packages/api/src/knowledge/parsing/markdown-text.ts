/** Keeps the lines of a paragraph from reading as a heading, a fence or an underline. Nothing else is escaped: text must stay as it was written. */
export function protectLines(text: string): string {
  return text.replace(/^( {0,3})(?=#{1,6}(?:\s|$)|`{3}|~{3}|=+\s*$|-{2,}\s*$)/gm, '$1\\');
}

export function tableRow(cells: string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|').trim()).join(' | ')} |`;
}

export function markdownTable(rows: string[][]): string {
  const width = Math.max(...rows.map((row) => row.length));
  const [header = [], ...body] = rows.map((row) => [...row, ...Array.from({ length: width - row.length }, () => '')]);
  return [tableRow(header), tableRow(header.map(() => '---')), ...body.map(tableRow)].join('\n');
}
