import type { AnswerSource, Citation, FinishMetadata, StreamError, StreamPart } from '@askwell/contract';

/** What the parts of an answer amount to. */
export interface CollectedAnswer {
  text: string;
  citations: Citation[];
  sources: AnswerSource[];
  finish: FinishMetadata | null;
  stopped: boolean;
  error: (Partial<StreamError> & { text: string }) | null;
}

export function collectAnswer(parts: readonly StreamPart[]): CollectedAnswer {
  const answer: CollectedAnswer = { text: '', citations: [], sources: [], finish: null, stopped: false, error: null };
  let details: StreamError | undefined;
  for (const part of parts) {
    if (part.type === 'text-delta') answer.text += part.delta;
    else if (part.type === 'data-citation') answer.citations.push(part.data);
    else if (part.type === 'source-url' || part.type === 'source-document') answer.sources.push(toAnswerSource(part));
    else if (part.type === 'finish') answer.finish = part.messageMetadata;
    else if (part.type === 'abort') answer.stopped = true;
    else if (part.type === 'data-error') details = part.data;
    else if (part.type === 'error') answer.error = { ...details, text: part.errorText };
  }
  return answer;
}

export function toAnswerSource(part: Extract<StreamPart, { type: 'source-url' | 'source-document' }>): AnswerSource {
  const { documentId, externalId } = part.providerMetadata.askwell;
  return { id: part.sourceId, documentId, externalId, title: part.title, url: part.type === 'source-url' ? part.url : null };
}
