import type { StoredFile } from '../../attachments/index.js';

const longestRead = 100_000;
const mostSentences = 3;
/** Of the question's words, by weight: fewer would quote what only looks alike. */
const leastShare = { somewhat: 0.34, well: 0.6 };

/** Without a model: the sentences of the visitor's files that share most words with the question, as Markdown; none where none does. */
export function quoteFiles(
  question: string,
  files: readonly StoredFile[],
  fit: keyof typeof leastShare = 'somewhat',
): string | undefined {
  const asked = wordsOf(question);
  const total = weigh(asked);
  const quotes = files.flatMap(({ name, text }) => {
    const best = sentencesOf(text.slice(0, longestRead))
      .map((sentence, place) => ({ sentence, place, share: weigh(shared(asked, wordsOf(sentence))) / (total || 1) }))
      .filter(({ share }) => share >= leastShare[fit])
      .sort((a, b) => b.share - a.share)
      .slice(0, mostSentences)
      .sort((a, b) => a.place - b.place);
    return best.length === 0
      ? []
      : [`**${name.replaceAll(/[*_`[\]<>]/g, ' ').trim()}**\n\n${best.map(({ sentence }) => `> ${sentence}`).join('\n>\n')}`];
  });
  return quotes.length === 0 ? undefined : quotes.join('\n\n');
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });

function sentencesOf(text: string): string[] {
  return [...segmenter.segment(text)]
    .map(({ segment }) => segment.replaceAll(/\s+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}

function wordsOf(text: string): Set<string> {
  return new Set(
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [],
  );
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): Set<string> {
  return new Set([...one].filter((word) => other.has(word)));
}

/** Longer words tell more than the short ones that every sentence has. */
function weigh(words: ReadonlySet<string>): number {
  let sum = 0;
  for (const word of words) sum += word.length < 4 ? 0.2 : Math.min(word.length, 10);
  return sum;
}
