import type { StreamPart } from '@askwell/contract';

export interface ReadEvent {
  id: number | undefined;
  data: string;
  /** Undefined for `[DONE]`. */
  part: StreamPart | undefined;
}

/** All events of an SSE body, in order. */
export async function readEvents(response: Response): Promise<ReadEvent[]> {
  return (await response.text()).split('\n\n').flatMap(toEvent);
}

export function partsOf(events: readonly ReadEvent[]): StreamPart[] {
  return events.flatMap(({ part }) => (part === undefined ? [] : [part]));
}

/** The parts of one type. */
export function only<Type extends StreamPart['type']>(
  events: readonly ReadEvent[],
  type: Type,
): Extract<StreamPart, { type: Type }>[] {
  return partsOf(events).filter((part): part is Extract<StreamPart, { type: Type }> => part.type === type);
}

export function textOf(events: readonly ReadEvent[]): string {
  return only(events, 'text-delta')
    .map((part) => part.delta)
    .join('');
}

function toEvent(block: string): ReadEvent[] {
  const lines = block.split('\n');
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
  if (data === undefined) return [];
  const id = lines.find((line) => line.startsWith('id: '))?.slice(4);
  const part = data === '[DONE]' ? undefined : (JSON.parse(data) as StreamPart);
  return [{ id: id === undefined ? undefined : Number(id), data, part }];
}
