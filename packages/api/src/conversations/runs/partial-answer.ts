import type { AnswerSource, Citation, StreamPart } from '@askwell/contract';
import type { LoggedEvent } from './answer-log.js';

/** What an answer's events so far add up to. */
export interface PartialAnswer {
  text: string;
  isTextOpen: boolean;
  citations: Citation[];
  sources: AnswerSource[];
  /** The id of the last event in it. */
  lastEvent: number;
}

export function emptyPartial(): PartialAnswer {
  return { text: '', isTextOpen: false, citations: [], sources: [], lastEvent: 0 };
}

/** Adds the events that it does not hold yet. */
export function addEvents(partial: PartialAnswer, events: readonly LoggedEvent[]): PartialAnswer {
  for (const event of events) {
    if (event.id <= partial.lastEvent) continue;
    partial.lastEvent = event.id;
    addPart(partial, JSON.parse(event.data) as StreamPart);
  }
  return partial;
}

function addPart(partial: PartialAnswer, part: StreamPart): void {
  switch (part.type) {
    case 'text-start':
      partial.isTextOpen = true;
      break;
    case 'text-delta':
      partial.text += part.delta;
      break;
    case 'text-end':
      partial.isTextOpen = false;
      break;
    case 'data-citation':
      partial.citations.push(part.data);
      break;
    case 'source-url':
    case 'source-document':
      partial.sources.push({
        id: part.sourceId,
        title: part.title,
        url: part.type === 'source-url' ? part.url : null,
        ...part.providerMetadata.askwell,
      });
      break;
    default:
  }
}
