import { describe, expect, it } from 'vitest';
import { createEventParser, type ServerSentEvent } from './event-stream.js';

interface StreamCase {
  name: string;
  bytes: Uint8Array;
  events: { data: string; type?: string; id?: string | null; lastEventId?: string }[];
  lastEventId?: string;
  retry?: number;
}

const utf8 = new TextEncoder();
const bytes = (...pieces: (string | number)[]): Uint8Array =>
  new Uint8Array(pieces.flatMap((piece) => (typeof piece === 'number' ? [piece] : Array.from(utf8.encode(piece)))));
const mark = '\uFEFF';

const cases: StreamCase[] = [
  { name: 'one event', bytes: bytes('data: Hi\n\n'), events: [{ data: 'Hi', type: 'message', id: null }] },
  { name: 'CRLF', bytes: bytes('data: a\r\ndata: b\r\n\r\n'), events: [{ data: 'a\nb' }] },
  { name: 'bare CR at the end', bytes: bytes('data: a\r\r'), events: [{ data: 'a' }] },
  {
    name: 'mixed line ends',
    bytes: bytes('data: a\ndata: b\r\ndata: c\r\n\ndata: d\n\r'),
    events: [{ data: 'a\nb\nc' }, { data: 'd' }],
  },
  { name: 'byte order mark at the start', bytes: bytes(`${mark}data: a\n\n`), events: [{ data: 'a' }] },
  {
    name: 'second byte order mark kills the field',
    bytes: bytes(`${mark}${mark}data: a\n\ndata: b\n\n`),
    events: [{ data: 'b' }],
  },
  {
    name: 'byte order mark in a value stays',
    bytes: bytes(`data:${mark}a\ndata: ${mark}\n\n`),
    events: [{ data: `${mark}a\n${mark}` }],
  },
  { name: 'byte order mark later kills the field', bytes: bytes(`data: a\n\n${mark}data: b\n\n`), events: [{ data: 'a' }] },
  { name: 'half a byte order mark', bytes: bytes(0xef, 0xbb, 'data: a\n\ndata: b\n\n'), events: [{ data: 'b' }] },
  { name: 'empty data', bytes: bytes('data:\n\n'), events: [{ data: '' }] },
  { name: 'data without a colon', bytes: bytes('data\n\ndata\ndata\n\n'), events: [{ data: '' }, { data: '\n' }] },
  { name: 'empty first line kept', bytes: bytes('data\ndata: x\ndata\n\n'), events: [{ data: '\nx\n' }] },
  { name: 'one space stripped', bytes: bytes('data:  x\ndata:\ty\n\n'), events: [{ data: ' x\n\ty' }] },
  { name: 'our own mark is data like any', bytes: bytes('data:=\ndata: =a\n=b\n\n'), events: [{ data: '=\n=a' }] },
  {
    name: 'no event without data, nor its type',
    bytes: bytes('event: x\n\ndata: a\n\n'),
    events: [{ data: 'a', type: 'message' }],
  },
  {
    name: 'type',
    bytes: bytes('event: tick\ndata: a\n\nevent:\ndata: b\n\n'),
    events: [
      { data: 'a', type: 'tick' },
      { data: 'b', type: 'message' },
    ],
  },
  {
    name: 'id holds until it is replaced',
    bytes: bytes('id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n'),
    events: [
      { data: 'a', id: '7', lastEventId: '7' },
      { data: 'b', id: null, lastEventId: '7' },
      { data: 'c', id: '', lastEventId: '' },
    ],
    lastEventId: '',
  },
  { name: 'id without data counts', bytes: bytes('id: 42\n\n'), events: [], lastEventId: '42' },
  {
    name: 'id of a cut block does not',
    bytes: bytes('id: 1\ndata: a\n\nid: 2\ndata: b\n'),
    events: [{ data: 'a' }],
    lastEventId: '1',
  },
  {
    name: 'id with NUL is ignored',
    bytes: bytes('id: 1\ndata: a\n\nid: 2', 0, '\ndata: b\n\n'),
    events: [{ data: 'a' }, { data: 'b', lastEventId: '1' }],
  },
  { name: 'NUL in data stays', bytes: bytes('data: a', 0, 'b\n\n'), events: [{ data: 'a\0b' }] },
  { name: 'comments', bytes: bytes(':\n: data: no\n\n:x\ndata: a\n:y\n\n'), events: [{ data: 'a' }] },
  {
    name: 'unknown and misspelt fields',
    bytes: bytes('datas: x\n data: y\nData: z\ndata : w\nx\ndata: a\n\n'),
    events: [{ data: 'a' }],
  },
  { name: 'colons in a value', bytes: bytes('data: a:b: c\n\n'), events: [{ data: 'a:b: c' }] },
  { name: 'retry', bytes: bytes('retry: 1500\n\nretry: 2x\nretry:\nretry: -1\n\n'), events: [], retry: 1500 },
  {
    name: 'several bytes a character',
    bytes: bytes('data: ключ ✓ 👩‍👩‍👧 \u2028\u0085\v\n\n'),
    events: [{ data: 'ключ ✓ 👩‍👩‍👧 \u2028\u0085\v' }],
  },
  {
    name: 'broken UTF-8',
    bytes: bytes('data: a', 0xff, 0xc3, 'b\n\ndata: c\n\n'),
    events: [{ data: 'a\uFFFD\uFFFDb' }, { data: 'c' }],
  },
  { name: 'JSON where events were expected', bytes: bytes('{"code":"INTERNAL"}\n\n'), events: [] },
];

describe.each(cases)('$name', ({ bytes: whole, events, lastEventId, retry }) => {
  const check = (chunks: Uint8Array[]): void => {
    const parser = createEventParser();
    const got: ServerSentEvent[] = chunks.flatMap((chunk) => parser.push(chunk));
    expect(got).toEqual(events.map((event) => expect.objectContaining(event) as unknown));
    if (lastEventId !== undefined) expect(parser.lastEventId).toBe(lastEventId);
    expect(parser.retry).toBe(retry);
  };

  it('reads the same at every cut into two', () => {
    for (let cut = 0; cut <= whole.length; cut += 1) check([whole.slice(0, cut), whole.slice(cut)]);
  });

  it('reads the same byte by byte', () => {
    check(Array.from(whole, (byte) => new Uint8Array([byte])));
  });
});
