import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { DocumentParser } from '../document-parser.js';
import { createDocumentParser, type DocumentParserOptions } from './create-document-parser.js';
import { makePdf } from './file-fixtures.test-support.js';

let parser: DocumentParser;
afterEach(() => parser.close());

const start = (options: DocumentParserOptions): void => {
  parser = createDocumentParser(options);
};
const parse = (bytes: Uint8Array | string, fileName: string, signal = new AbortController().signal) =>
  parser.parse({ bytes: Buffer.from(bytes), fileName, mediaType: undefined }, signal);

describe('createDocumentParser', () => {
  it('reads more files than it has processes, and says what is wrong with others', async () => {
    start({ processes: 1 });
    const texts = await Promise.all(['one', 'two', 'three'].map(async (text) => (await parse(text, 'a.txt')).text));
    expect(texts).toEqual(['one', 'two', 'three']);
    await expect(parse('no pdf', 'a.pdf')).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('original'),
    });
  }, 20_000);

  it('cuts what it reads, and texts that need no reading, in the same way', async () => {
    start({ processes: 1 });
    const text = '# One\n\nWithin 30 days.\n\n## Two\n\nAlways.';
    const { passages } = await parse(text, 'a.md');
    const own = { mediaType: 'text/markdown', text, pageStarts: undefined };
    expect(await parser.cut?.(own, new AbortController().signal)).toEqual(passages);
    expect(passages?.map(({ start, end }) => text.slice(start, end))).toEqual(['Within 30 days.', 'Always.']);
  }, 20_000);

  it('ends a file that takes too long, and goes on with the next', async () => {
    start({ processes: 1, timeoutMilliseconds: 400 });
    const slow = `<table>${'<tr><td><ul><li>x</ul>'.repeat(20_000)}`;
    await expect(parse(slow, 'a.html')).rejects.toMatchObject({ code: 'FILE_TOO_COMPLEX' });
    start({ processes: 1 });
    expect((await parse('next', 'a.txt')).text).toBe('next');
  }, 20_000);

  it.runIf(process.platform === 'linux')(
    'survives a stream that unpacks to a gigabyte',
    async () => {
      start({ processes: 1, timeoutMilliseconds: 30_000 });
      const bomb = deflateSync(deflateSync(Buffer.alloc(1_000_000_000)));
      const file = makePdf([{ bytes: bomb, filter: '/Filter[/FlateDecode/FlateDecode]' }]);
      await expect(parse(file, 'a.pdf')).rejects.toMatchObject({ code: 'FILE_TOO_COMPLEX' });
      expect((await parse('next', 'a.txt')).text).toBe('next');
    },
    60_000,
  );

  it('ends with its caller', async () => {
    start({ processes: 1 });
    const caller = new AbortController();
    const reading = parse('x', 'a.txt', caller.signal);
    caller.abort(new Error('stopped'));
    await expect(reading).rejects.toThrow('stopped');
    expect((await parse('next', 'a.txt')).text).toBe('next');
  }, 20_000);
});
