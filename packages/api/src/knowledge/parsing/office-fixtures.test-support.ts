import { makeZip } from './file-fixtures.test-support.js';

export function pptxShape(paragraphs: string[], kind?: string): string {
  const placeholder = kind === undefined ? '' : `<p:ph type="${kind}"/>`;
  const body = paragraphs.map((text) => {
    const properties = /^<.*>/.exec(text)?.[0] ?? '';
    return `<a:p>${properties}<a:r><a:t>${text.slice(properties.length)}</a:t></a:r></a:p>`;
  });
  return `<p:sp><p:nvSpPr><p:nvPr>${placeholder}</p:nvPr></p:nvSpPr><p:txBody>${body.join('')}</p:txBody></p:sp>`;
}

export function pptxTable(rows: string[][]): string {
  const cell = (text: string): string => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`;
  return `<p:graphicFrame><a:tbl>${rows.map((row) => `<a:tr>${row.map(cell).join('')}</a:tr>`).join('')}</a:tbl></p:graphicFrame>`;
}

/** Slides lie in the archive in the reverse of their order, as after they were moved. */
export function makePptx(
  slides: string[],
  options: { hidden?: number; external?: boolean; others?: Record<string, string> } = {},
): Buffer {
  const names = slides.map((_, index) => `slide${slides.length - index}.xml`);
  const mode = options.external === true ? ' TargetMode="External"' : '';
  const relations = names.map((name) => `<Relationship Id="r-${name}" Type="x/slide" Target="slides/${name}"${mode}/>`);
  const files = slides.map((content, index) => [
    `ppt/slides/${names[index]}`,
    `<p:sld${index === options.hidden ? ' show="0"' : ''}><p:cSld><p:spTree>${content}</p:spTree></p:cSld></p:sld>`,
  ]);
  return makeZip({
    'ppt/presentation.xml': `<p:presentation><p:sldIdLst>${names.map((name, index) => `<p:sldId id="${256 + index}" r:id="r-${name}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    ...Object.fromEntries(files),
    ...options.others,
  });
}

/** Cells as "type:value", or "style=value" for a number. */
export function xlsxRow(number: number, cells: string[]): string {
  const xml = cells.map((cell, index) => {
    const [, left = '', sign, value = ''] = /^(\w+)([:=])(.*)$/.exec(cell) ?? [];
    const at = `r="${String.fromCharCode(65 + index)}${number}"`;
    if (sign === '=') return `<c ${at} s="${left}"><v>${value}</v></c>`;
    if (left === 'inlineStr') return `<c ${at} t="inlineStr"><is><t>${value}</t></is></c>`;
    return `<c ${at} t="${left}"><v>${value}</v></c>`;
  });
  return `<row r="${number}">${xml.join('')}</row>`;
}

export function makeXlsx(
  sheets: { name: string; state?: string; rows: string }[],
  { strings = [], styles }: { strings?: string[]; styles?: string } = {},
): Buffer {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="x/${type}" Target="${target}"/>`;
  const listed = sheets.map(({ name, state }, index) => {
    const shown = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${name.replaceAll('&', '&amp;')}" sheetId="${index + 1}" r:id="s${index}"${shown}/>`;
  });
  const relations = [
    ...sheets.map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`)),
    relation('a', 'sharedStrings', 'sharedStrings.xml'),
    relation('b', 'styles', 'styles.xml'),
  ];
  return makeZip({
    'xl/workbook.xml': `<workbook><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><r><t>${text}</t></r><rPh><t>phonetic</t></rPh></si>`).join('')}</sst>`,
    ...(styles === undefined ? {} : { 'xl/styles.xml': styles }),
    ...Object.fromEntries(
      sheets.map(({ rows }, index) => [
        `xl/worksheets/sheet${index}.xml`,
        `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  });
}
