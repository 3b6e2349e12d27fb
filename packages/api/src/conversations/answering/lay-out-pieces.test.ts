import { describe, expect, it } from 'vitest';
import type { AnswerPiece } from '../../completion/index.js';
import { layOutPieces } from './lay-out-pieces.js';

function show(...pieces: { text: string; kind?: AnswerPiece['kind']; document?: string; code?: string }[]): string {
  const laid = layOutPieces(
    pieces.map(({ text, kind = 'prose', document = 'doc_1', code }) => ({
      text,
      kind,
      code,
      start: 0,
      end: text.length,
      passage: {
        chunkId: 'chk_1',
        chunkNumber: 1,
        documentId: document,
        externalId: null,
        title: '',
        url: null,
        mediaType: 'text/plain',
        headingPath: [],
        page: null,
        start: 0,
        end: text.length,
        text,
        version: '1',
        previous: null,
        next: null,
        language: 'en',
        score: 1,
      },
    })),
  );
  return laid.map(({ piece, before, toMark, after }, at) => `${before}${piece.text}${toMark}[${at + 1}]${after}`).join('');
}

describe('layOutPieces', () => {
  it('runs sentences of one document on, and parts those of two', () => {
    expect(show({ text: 'One.' }, { text: 'Two.' }, { text: 'Three.', document: 'doc_2' })).toBe(
      'One. [1] Two. [2]\n\nThree. [3]',
    );
  });

  it('makes entries a list with its own lines', () => {
    expect(show({ text: 'These:' }, { text: 'a', kind: 'item' }, { text: 'b – 2', kind: 'row' }, { text: 'More.' })).toBe(
      'These: [1]\n\n- a [2]\n- b – 2 [3]\n\nMore. [4]',
    );
    expect(show({ text: 'a', kind: 'item' })).toBe('a [1]');
  });

  it('puts the mark before the code that a sentence leads to, and nothing onto the line of a fence', () => {
    const code = '```sh\nrun\n```';
    expect(show({ text: 'Call:', code }, { text: 'Done.' })).toBe(`Call: [1]\n\n${code}\n\nDone. [2]`);
    expect(show({ text: code, kind: 'code' }, { text: 'Done.' })).toBe(`${code}\n\n[1]\n\nDone. [2]`);
  });
});
