/** Which questions `GET /v1/questions` tells of: those without an answer, those with one, or both. */
export const questionFilters = ['false', 'true', 'all'] as const;
export type QuestionFilter = (typeof questionFilters)[number];

export interface NearestDocument {
  documentId: string;
  title: string;
  url: string | null;
}

/** Questions of visitors that ask the same. */
export interface QuestionGroup {
  /** The id of one of its questions; `NewQuestionAnswer.questionId` takes it. */
  id: string;
  /** The commonest wording. */
  question: string;
  count: number;
  lastAskedAt: string;
  /** Up to five wordings, the commonest first. */
  examples: string[];
  /** Up to three documents that were nearest when it was asked. */
  nearest: NearestDocument[];
}

/** Body of `POST /v1/questions/answer`: adds the pair to the knowledge base. */
export interface NewQuestionAnswer {
  question: string;
  answer: string;
  url?: string | undefined;
  /** The group that this answers, where `question` is worded in another way. */
  questionId?: string | undefined;
}
