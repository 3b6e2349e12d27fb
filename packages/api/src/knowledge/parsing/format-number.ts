export type NumberFormat =
  | { kind: 'number'; decimals: number; isPercent: boolean; before: string; after: string }
  | { kind: 'date'; hasDate: boolean; hasTime: boolean; isElapsed: boolean };

const millisecondsPerDay = 86_400_000;
const day0 = Date.UTC(1899, 11, 30);
const daysUntil1904 = 1462;

/** Numbers keep plain digits, dates become ISO 8601: a sheet looks different in each country, its text must not. */
export function formatNumber(stored: string, format: NumberFormat | undefined, startsIn1904: boolean): string {
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  if (format?.kind === 'date') return formatDate(value, format, startsIn1904);
  const { decimals, isPercent, before, after } = format ?? { decimals: 0, isPercent: false, before: '', after: '' };
  // Sheets calculate in binary: 0.1 + 0.2 is stored as 0.30000000000000004.
  const exact = Number((isPercent ? value * 100 : value).toPrecision(15));
  const plain = String(exact);
  const missing = decimals - (plain.split('.')[1]?.length ?? 0);
  const digits = missing > 0 && !plain.includes('e') ? exact.toFixed(decimals) : plain;
  return `${before}${digits}${isPercent ? '%' : ''}${after}`;
}

/** The meaning of a format code such as `#,##0.00 "EUR"` or `d/m/yy hh:mm`. */
export function readFormatCode(code: string): NumberFormat | undefined {
  const positive = code.split(';')[0] ?? '';
  const isElapsed = /\[[hms]+\]/i.test(positive);
  const marks = positive
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .toLowerCase();
  if (marks.includes('general')) return undefined;
  if (/[dyhs]|m/.test(marks)) {
    const hasTime = /[hs]/.test(marks);
    return { kind: 'date', hasDate: !isElapsed && (/[dy]/.test(marks) || !hasTime), hasTime, isElapsed };
  }
  const literal = positive.replace(/\[\$([^\]-]*)[^\]]*\]/g, '$1').replace(/\[[^\]]*\]|_.|\*.|["\\]/g, '');
  const digits = /[#0?][#0?,.]*/.exec(literal);
  if (digits === null) return undefined;
  return {
    kind: 'number',
    decimals: Math.min(10, /\.(0+)/.exec(digits[0])?.[1]?.length ?? 0),
    isPercent: marks.includes('%'),
    before: currency(literal.slice(0, digits.index)),
    after: currency(literal.slice(digits.index + digits[0].length)),
  };
}

/** Formats that a file uses by number alone. */
export function builtInFormat(id: number): NumberFormat | undefined {
  if (id === 2 || id === 4 || id === 39 || id === 40) return readFormatCode('0.00');
  if (id === 9) return readFormatCode('0%');
  if (id === 10) return readFormatCode('0.00%');
  if (id === 22) return readFormatCode('d/m/yy h:mm');
  if (id === 46) return readFormatCode('[h]:mm:ss');
  if ((id >= 18 && id <= 21) || id === 45 || id === 47) return readFormatCode('h:mm:ss');
  // From 27 and from 50 on stand the dates of East Asian editions.
  return (id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? readFormatCode('d/m/yy') : undefined;
}

function currency(literal: string): string {
  return /[^\s%()+\-,.0#?eE]/.test(literal) ? literal.replace(/[%()]/g, '') : '';
}

function formatDate(value: number, format: Extract<NumberFormat, { kind: 'date' }>, startsIn1904: boolean): string {
  // To the second: the fraction of a day is not exact.
  const seconds = Math.round(value * 86_400);
  const pad = (part: number): string => String(part).padStart(2, '0');
  const clock = [Math.floor(seconds / 60) % 60, ...(seconds % 60 === 0 ? [] : [seconds % 60])].map(pad).join(':');
  if (format.isElapsed) return `${Math.floor(seconds / 3600)}:${clock}`;
  const time = `${pad(Math.floor(seconds / 3600) % 24)}:${clock}`;
  if (!format.hasDate) return time;
  const date = new Date(day0 + (startsIn1904 ? daysUntil1904 * millisecondsPerDay : 0) + seconds * 1000);
  if (value < 0 || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return String(value);
  const iso = date.toISOString().slice(0, 10);
  return format.hasTime ? `${iso} ${time}` : iso;
}
