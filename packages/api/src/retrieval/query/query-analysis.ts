/** One question word with all the vocabulary terms that stand for it. */
export interface TermGroup {
  /** What one occurrence of a term counts in the search. */
  factors: ReadonlyMap<string, number>;
  /** How well a term stands for the word when a sentence is judged, 0 to 1. */
  likeness: ReadonlyMap<string, number>;
  /** Occurrences in the question, less for older turns and for function words. */
  weight: number;
  /** A function word, or one that only stands in the history. */
  isContent: boolean;
  /** Inverse chunk frequency of the group, 0 until the search has told it. */
  idf: number;
}

/** A question as the search sees it. */
export interface QueryAnalysis {
  languages: readonly string[];
  groups: readonly TermGroup[];
  /** Weight of each character n-gram of the question: occurrences times inverse frequency. */
  grams: ReadonlyMap<number, number>;
  /** Greetings, thanks, or no word at all. */
  isSmallTalk: boolean;
  hasHistory: boolean;
  /** Words of the question that are no function words; a pair of characters counts as half a word. */
  contentWords: number;
}
