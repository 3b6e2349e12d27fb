import type { Citation } from '@askwell/contract';
import { describe, expect, it } from 'vitest';
import { splitPassage } from './split-passage.js';

const citation = (passage: string, quote: string, passageQuoteStart: number): Citation => ({
  number: 1,
  sourceId: 's',
  start: 0,
  end: quote.length,
  quote,
  headingPath: [],
  passage,
  passageQuoteStart,
});

describe('passage of a citation', () => {
  it('parts at the exact span', () => {
    expect(splitPassage(citation('One. Two. Three.', 'Two.', 5))).toEqual({ before: 'One. ', quote: 'Two.', after: ' Three.' });
  });

  it('keeps whole words of a long passage around it', () => {
    const { before, after } = splitPassage(citation(`${'word '.repeat(100)}QUOTE${' word'.repeat(100)}`, 'QUOTE', 500));
    expect(before).toMatch(/^… (word )+$/);
    expect(after).toMatch(/^( word)+ …$/);
  });

  it('shows the quote alone where the span does not fit the passage', () => {
    expect(splitPassage(citation('Something else.', 'Quote', 3))).toEqual({ before: '', quote: 'Quote', after: '' });
  });
});
