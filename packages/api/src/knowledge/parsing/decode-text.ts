import iconv from 'iconv-lite';
import jschardet from 'jschardet';

const sampleBytes = 64 * 1024;

/**
 * Text of unknown encoding: byte order mark, then strict UTF-8, then what is declared, then UTF-8 with a few broken characters, then
 * what its bytes look like. Much is declared as UTF-8 that is not.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string {
  const marked = encodingOfMark(bytes) ?? wideEncoding(bytes);
  if (marked !== undefined) return decode(bytes, marked) ?? '';
  return (
    decode(bytes, 'utf-8', true) ??
    decode(bytes, isUtf8(declared) ? undefined : declared) ??
    mostlyUtf8(bytes) ??
    decode(bytes, guess(bytes)) ??
    decode(bytes, 'windows-1252') ??
    ''
  );
}

function isUtf8(encoding: string | undefined): boolean {
  return /^(?:unicode-1-1-|x-unicode20)?utf-?8$/i.test(encoding ?? '');
}

/** Undefined where more is broken than is whole of what is not ASCII. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = decode(bytes, 'utf-8') ?? '';
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const whole = (text.match(/[^\p{ASCII}]/gu)?.length ?? 0) - broken;
  return whole > broken ? text : undefined;
}

export function charsetOf(mediaType: string | undefined): string | undefined {
  return /charset\s*=\s*["']?([^\s"';]+)/i.exec(mediaType ?? '')?.[1];
}

function encodingOfMark([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return 'utf-32le';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'utf-32be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** UTF-16 without a mark shows as zeros in every other byte, at least of the spaces and digits. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  const length = Math.min(bytes.length, 4096);
  for (let index = 0; index < length; index++) if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > length * 0.05 && even === 0) return 'utf-16le';
  return even > length * 0.05 && odd === 0 ? 'utf-16be' : undefined;
}

/** Below this the detector has only ruled out the others. */
const leastConfidence = 0.15;
const western = /^(?:windows-125[02478]|iso-?8859-?(?:[1-4]|9|1[03-6]))$/i;

function guess(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, sampleBytes);
  const [best, ...others] = jschardet.detectAll(Buffer.from(sample));
  if (best === undefined) return undefined;
  // Of a short text in Latin letters with a few others, DOS and Hebrew are as likely to the detector as Windows.
  const isDoubtful = best.confidence < leastConfidence && isMostlyLatin(sample);
  const { encoding } = (isDoubtful ? [best, ...others].find((one) => western.test(one.encoding ?? '')) : undefined) ?? best;
  // Any short Western text looks like an old Mac's, and hardly any file is.
  return encoding === null || /^(?:x-)?mac-?(?!cyr)/i.test(encoding) ? undefined : encoding;
}

function isMostlyLatin(bytes: Uint8Array): boolean {
  let letters = 0;
  let others = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) others++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) letters++;
  }
  return letters > 2 * others;
}

/** The sets of Windows that hold the letters of ISO's, by their number. */
const windowsSets: Record<string, string> = {
  '2': '1250',
  '4': '1257',
  '5': '1251',
  '6': '1256',
  '7': '1253',
  '8': '1255',
  '13': '1257',
  '15': '1252',
};

/** Dashes, curved quotes and the euro sign of Windows are control characters in ISO's sets, and no text holds those. */
function windowsInstead(bytes: Uint8Array, encoding: string): string {
  const windows = windowsSets[/^iso[-_]?8859[-_]?(\d+)/i.exec(encoding)?.[1] ?? ''];
  return windows !== undefined && bytes.some((byte) => byte >= 0x80 && byte < 0xa0) ? `windows-${windows}` : encoding;
}

function decode(bytes: Uint8Array, named: string | undefined, fatal = false): string | undefined {
  if (named === undefined) return undefined;
  const encoding = windowsInstead(bytes, named);
  if (!isBrowserEncoding(encoding)) {
    // Where Latin-1 or ASCII is declared, browsers read Windows.
    if (/^(?:iso-?8859-?1|iso_8859-1|latin-?1|l1|(?:us-)?ascii)$/i.test(encoding)) return decode(bytes, 'windows-1252');
    return iconv.encodingExists(encoding) ? iconv.decode(Buffer.from(bytes), encoding) : undefined;
  }
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    // Not in that encoding: the next one is tried.
    return undefined;
  }
}

/**
 * The platform's decoder is faster and stricter, but has no encodings of DOS and old Macs, and no vendors' names for others. Some
 * versions of Node take windows-1252 for Latin-1: https://github.com/nodejs/node/issues/56542
 */
function isBrowserEncoding(encoding: string): boolean {
  try {
    return new TextDecoder(encoding).encoding !== 'windows-1252';
  } catch {
    // The name is unknown there.
    return false;
  }
}
