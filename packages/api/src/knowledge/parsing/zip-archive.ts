import { inflateRawSync } from 'node:zlib';
import { AppError } from '../../errors.js';

export interface ZipArchive {
  has(name: string): boolean;
  /** @throws AppError when the entry unpacks to more than it says */
  read(name: string): Uint8Array | undefined;
}

interface Entry {
  method: number;
  isEncrypted: boolean;
  packedSize: number;
  size: number;
  offset: number;
}

const maxEntries = 5_000;
const maxUnpackedBytes = 200 * 1024 * 1024;
const maxEntryBytes = 100 * 1024 * 1024;

/** Reads only what the central directory lists, after its sizes were added up: nothing is unpacked before that. */
export function openZip(bytes: Uint8Array): ZipArchive {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(buffer);
  let left = maxUnpackedBytes;
  return {
    has: (name) => entries.has(name),
    read(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      const content = unpack(buffer, entry, Math.min(entry.size, left));
      left -= content.length;
      return content;
    },
  };
}

function readDirectory(buffer: Buffer): Map<string, Entry> {
  const end = buffer.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end === -1 || end + 22 > buffer.length) throw damaged();
  const count = buffer.readUInt16LE(end + 10);
  if (count > maxEntries) throw tooLarge();
  const entries = new Map<string, Entry>();
  let position = buffer.readUInt32LE(end + 16);
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (position + 46 > buffer.length || buffer.readUInt32LE(position) !== 0x02014b50) throw damaged();
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => buffer.readUInt16LE(position + at));
    const name = buffer.toString('utf8', position + 46, position + 46 + (nameLength ?? 0));
    const entry: Entry = {
      isEncrypted: (buffer.readUInt16LE(position + 8) & 1) === 1,
      method: buffer.readUInt16LE(position + 10),
      packedSize: buffer.readUInt32LE(position + 20),
      size: buffer.readUInt32LE(position + 24),
      offset: buffer.readUInt32LE(position + 42),
    };
    total += entry.size;
    if (total > maxUnpackedBytes || entry.size > maxEntryBytes) throw tooLarge();
    entries.set(name.replaceAll('\\', '/').replace(/^\//, ''), entry);
    position += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (commentLength ?? 0);
  }
  return entries;
}

function unpack(buffer: Buffer, entry: Entry, maxBytes: number): Uint8Array {
  if (entry.isEncrypted)
    throw new AppError('FILE_ENCRYPTED', 'The file is protected by a password. Save it without one and send it again.');
  if (entry.offset + 30 > buffer.length || buffer.readUInt32LE(entry.offset) !== 0x04034b50) throw damaged();
  const start = entry.offset + 30 + buffer.readUInt16LE(entry.offset + 26) + buffer.readUInt16LE(entry.offset + 28);
  const packed = buffer.subarray(start, start + entry.packedSize);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw damaged();
  try {
    // Sizes in the directory can lie; zlib stops here before it allocates more.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, maxBytes) });
  } catch (error) {
    throw error instanceof RangeError ? tooLarge() : damaged();
  }
}

function damaged(): AppError {
  return new AppError('FILE_UNREADABLE', 'The file is damaged or cut off. Open and save it again, then send it.');
}

function tooLarge(): AppError {
  return new AppError('FILE_TOO_LARGE', 'The file unpacks to more than 200 MiB. Split it into several files.');
}
