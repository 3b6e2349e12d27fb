import type { AnswerSource, Citation } from '@askwell/contract';
import type { Passage } from '../../retrieval/index.js';
import type { Span } from './supporting-span.js';

/** A citation as it is told: the source first, where it was not told before. */
export interface Cited {
  citation: Citation;
  isNew: boolean;
  source: AnswerSource | undefined;
  mediaType: string;
}

export interface CitationBook {
  cite(passage: Passage, span: Span): Cited;
  /** Names a passage's document as a source; undefined where it is one already. */
  mention(passage: Passage): AnswerSource | undefined;
  citations(): Citation[];
  sources(): AnswerSource[];
}

/** Numbers citations 1, 2, 3 … as they first appear; the same quote keeps its number. A source is one document. */
export function createCitationBook(): CitationBook {
  const citations = new Map<string, Citation>();
  const sources = new Map<string, AnswerSource>();
  function mention(passage: Passage): AnswerSource | undefined {
    if (sources.has(passage.documentId)) return undefined;
    const source = toSource(passage, sources.size + 1);
    sources.set(passage.documentId, source);
    return source;
  }

  return {
    mention,
    cite(passage, span) {
      const newSource = mention(passage);
      const sourceId = sources.get(passage.documentId)?.id ?? '';
      const key = `${passage.documentId}:${span.start}:${span.end}`;
      const known = citations.get(key);
      const citation = known ?? toCitation(passage, span, sourceId, citations.size + 1);
      citations.set(key, citation);
      return { citation, isNew: known === undefined, source: newSource, mediaType: passage.mediaType };
    },
    citations: () => [...citations.values()],
    sources: () => [...sources.values()],
  };
}

function toSource(passage: Passage, number: number): AnswerSource {
  const { documentId, externalId, title, url } = passage;
  return { id: `src_${number}`, documentId, externalId, title, url };
}

function toCitation(passage: Passage, span: Span, sourceId: string, number: number): Citation {
  return {
    number,
    sourceId,
    start: span.start,
    end: span.end,
    quote: passage.text.slice(span.start - passage.start, span.end - passage.start),
    headingPath: passage.headingPath,
    passage: passage.text,
    passageQuoteStart: span.start - passage.start,
    ...(passage.page === null ? {} : { page: passage.page }),
  };
}
