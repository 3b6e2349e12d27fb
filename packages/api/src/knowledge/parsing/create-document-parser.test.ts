import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
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

  it.runIf(process.platform === 'linux')(
    'replaces a process that was ended while it was idle',
    async () => {
      start({ processes: 1 });
      expect((await parse('first', 'a.txt')).text).toBe('first');
      const children = (await readFile(`/proc/self/task/${process.pid}/children`, 'utf8')).trim().split(' ').map(Number);
      const readers = children.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('parse-child'));
      expect(readers).toHaveLength(1);
      for (const pid of readers) process.kill(pid, 'SIGKILL');
      await expect.poll(() => readers.filter((pid) => existsSync(`/proc/${pid}/cmdline`))).toEqual([]);
      expect((await parse('next', 'a.txt')).text).toBe('next');
    },
    20_000,
  );

  it('serves the next caller when one ends just as its answer comes', async () => {
    start({ processes: 1 });
    await parse('warm', 'a.txt');
    for (let milliseconds = 0; milliseconds < 12; milliseconds++) {
      const caller = new AbortController();
      setTimeout(() => caller.abort(new Error('stopped')), milliseconds / 2);
      await parse('x', 'a.txt', caller.signal).catch((error: unknown) => expect(String(error)).toContain('stopped'));
      expect((await parse('next', 'a.txt')).text).toBe('next');
    }
  }, 60_000);

  it('ends with its caller', async () => {
    start({ processes: 1 });
    const caller = new AbortController();
    const reading = parse('x', 'a.txt', caller.signal);
    caller.abort(new Error('stopped'));
    await expect(reading).rejects.toThrow('stopped');
    expect((await parse('next', 'a.txt')).text).toBe('next');
  }, 20_000);
});
