import { describe, expect, it } from 'vitest';
import { foldDuplicates } from './fold-duplicates.js';
import { countPassageGrams } from './passage-grams.js';
import type { Passage, RankedPassage } from '../passage.js';
import { preferPage } from './prefer-page.js';
import { spreadDocuments } from './spread-documents.js';

const passage = (chunkNumber: number, part: Partial<Passage>): RankedPassage => {
  const whole: Passage = {
    chunkId: `chk_${chunkNumber}`,
    chunkNumber,
    documentId: `doc_${chunkNumber}`,
    externalId: null,
    title: '',
    url: null,
    mediaType: 'text/plain',
    headingPath: [],
    page: null,
    start: 0,
    end: 0,
    text: '',
    version: '1',
    previous: null,
    next: null,
    language: 'en',
    score: 1,
    ...part,
  };
  return { ...whole, grams: countPassageGrams(whole) };
};
const numbers = (passages: readonly Passage[]): number[] => passages.map(({ chunkNumber }) => chunkNumber);

const long =
  'Send the item back within thirty days with the label from your parcel. It must be unused, and we pay the postage for you. ' +
  'The money reaches your bank within a week of the day on which the parcel arrives at our warehouse in Hamburg.';

describe('foldDuplicates', () => {
  it('puts repeated and nearly repeated passages last, with their scores in order', () => {
    const folded = foldDuplicates(
      [
        passage(1, { text: long, score: 0.9 }),
        passage(2, { text: long, score: 0.8 }),
        passage(3, { text: long.replace('Hamburg', 'Berlin'), score: 0.7 }),
        passage(4, { text: 'We are open on Mondays.', score: 0.2 }),
      ],
      { limit: 10, likeness: 0.9 },
    );
    expect(numbers(folded)).toEqual([1, 4, 2, 3]);
    expect(folded.map(({ score }) => score)).toEqual([0.9, 0.2, 0.2, 0.2]);
  });

  it('keeps the same short answer under different questions', () => {
    const answers = ['Do you ship to France?', 'May I bring my dog?', 'Is the museum open on Sunday?'].map((heading, at) =>
      passage(at, { headingPath: [heading], text: 'Yes, of course.', score: 1 - at / 10 }),
    );
    expect(numbers(foldDuplicates(answers, { limit: 10, likeness: 0.9 }))).toEqual([0, 1, 2]);
  });

  it('keeps what differs in a number, and looks no further than asked', () => {
    const prices = [9, 29].map((price, at) => passage(at, { text: `${long} It costs ${price} euros.`, score: 1 - at / 10 }));
    expect(numbers(foldDuplicates(prices, { limit: 10, likeness: 0.9 }))).toEqual([0, 1]);
    const passages = [1, 2, 3, 4].map((at) => passage(at, { text: at > 2 ? 'Mondays' : `Text of ${['', 'one', 'two'][at]}` }));
    expect(numbers(foldDuplicates(passages, { limit: 2, likeness: 0.9 }))).toEqual([1, 2, 3, 4]);
  });

  it('folds scripts without spaces', () => {
    const text = '商品到着後三十日以内に、小包に同封されたラベルを使って返送してください。未使用の商品に限ります。';
    expect(
      numbers(
        foldDuplicates([passage(1, { text }), passage(2, { text }), passage(3, { text: '営業時間は九時から' })], {
          limit: 10,
          likeness: 0.9,
        }),
      ),
    ).toEqual([1, 3, 2]);
  });

  it('keeps passages without any word', () => {
    expect(numbers(foldDuplicates([passage(1, {}), passage(2, {})], { limit: 10, likeness: 0.9 }))).toEqual([1, 2]);
  });
});

describe('spreadDocuments', () => {
  it('leaves places for other documents, and drops nothing', () => {
    const passages = [1, 0.98, 0.96, 0.94].map((score, at) => passage(at, { documentId: 'long', score }));
    const spread = spreadDocuments([...passages, passage(9, { score: 0.9 }), passage(10, { score: 0.1 })], 5);
    expect(numbers(spread)).toEqual([0, 1, 2, 9, 10, 3]);
    expect(numbers(spreadDocuments(passages, 2))).toEqual([0, 1, 2, 3]);
  });
});

describe('preferPage', () => {
  const passages = [
    passage(1, { url: 'https://shop.example/a', score: 1 }),
    passage(2, { url: 'https://www.shop.example/b/', score: 0.95 }),
    passage(3, { url: null, score: 0.5 }),
  ];

  it('decides a close race for the page, whatever its address is dressed in', () => {
    expect(numbers(preferPage(passages, 'http://shop.example/b?utm_source=mail#top'))).toEqual([2, 1, 3]);
  });

  it('changes nothing for another page, or what is no address', () => {
    expect(numbers(preferPage(passages, 'https://shop.example/c'))).toEqual([1, 2, 3]);
    expect(numbers(preferPage(passages, 'not an address'))).toEqual([1, 2, 3]);
    expect(numbers(preferPage(passages, undefined))).toEqual([1, 2, 3]);
  });
});
