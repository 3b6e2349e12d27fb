import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AppError } from '../../errors.js';

/** Reads a response body, unpacked, up to a limit that also stops what unpacks to too much. */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Uint8Array> {
  const unpacker = createUnpacker(encoding.trim().toLowerCase());
  const stream = unpacker === undefined ? body : body.pipe(unpacker);
  if (unpacker !== undefined) body.on('error', (error) => unpacker.destroy(error));
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of stream as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > maxBytes) {
        const limit = `${Math.floor(maxBytes / 1024 / 1024)} MiB`;
        throw new AppError('FILE_TOO_LARGE', `The page is larger than ${limit}. Upload it as a file, or split it.`);
      }
      parts.push(part);
    }
  } finally {
    body.destroy();
    unpacker?.destroy();
  }
  return Buffer.concat(parts);
}

function createUnpacker(encoding: string): Transform | undefined {
  switch (encoding) {
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new AppError('FILE_UNREADABLE', 'The page is compressed in a way that Askwell does not read. Upload it as a file.');
  }
}
