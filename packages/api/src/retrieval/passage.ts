import type { PassageGrams } from './ranking/passage-grams.js';

/** A chunk as search finds it. `start` and `end` index the document's text: `text` is exactly that slice. */
export interface Passage {
  chunkId: string;
  chunkNumber: number;
  documentId: string;
  externalId: string | null;
  title: string;
  url: string | null;
  mediaType: string;
  headingPath: string[];
  /** 1-based page of a paged document. */
  page: number | null;
  start: number;
  end: number;
  text: string;
  language: string | null;
  /** Of the row of its document. */
  version: string;
  /** Chunk numbers of the passages before and after it in its section. */
  previous: number | null;
  next: number | null;
  /** 0 to about 1.6; see `rank-passages`. */
  score: number;
}

/** A passage that an answer reads, with its neighbours in its section that are not among the answer's passages themselves. */
export interface WidePassage extends Passage {
  before?: Passage | undefined;
  after?: Passage | undefined;
}

/** A passage with what its rank was drawn from. */
export interface RankedPassage extends Passage {
  grams: PassageGrams;
}

/** How well the passages cover the question, and the decision drawn from it. */
export interface Evidence {
  /** The best passage's score, normalised by what a perfect match would score. */
  topScore: number;
  /** 1 - mean score of the next documents / topScore: how far the best stands out. */
  margin: number;
  /** True where the knowledge base covers the question. */
  answerable: boolean;
}
