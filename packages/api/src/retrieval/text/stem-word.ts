import snowball from 'snowball-stemmers';

/** ISO 639-1 to the Snowball algorithm. A language that is not here is matched unstemmed; the n-grams mend that. */
const algorithms: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  nl: 'dutch',
  no: 'norwegian',
  nb: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
};

interface Stemmer {
  stem(word: string): string;
  known: Map<string, string>;
}

const stemmers = new Map<string, Stemmer>();
/** Snowball takes some 7 µs a word, and a text repeats its words. */
const knownWords = 50_000;
const longestWord = 40;

export function hasStemmer(language: string): boolean {
  return algorithms[language] !== undefined;
}

export function stemWord(word: string, language: string | null): string {
  const algorithm = language === null ? undefined : algorithms[language];
  if (algorithm === undefined || word.length > longestWord) return word;
  let stemmer = stemmers.get(algorithm);
  if (stemmer === undefined) {
    stemmers.set(algorithm, (stemmer = createStemmer(algorithm)));
  }
  let stem = stemmer.known.get(word);
  if (stem === undefined) {
    if (stemmer.known.size >= knownWords) stemmer.known.clear();
    stem = stemmer.stem(word) || word;
    stemmer.known.set(word, stem);
  }
  return stem;
}

function createStemmer(algorithm: string): Stemmer {
  const made = snowball.newStemmer(algorithm);
  return { stem: (word) => made.stem(word), known: new Map() };
}
