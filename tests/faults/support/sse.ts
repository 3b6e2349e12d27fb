import type { StreamPart } from '@askwell/contract';

export interface ReadPart {
  id: number;
  data: string;
  part: StreamPart;
}

export interface ReadStream {
  parts: ReadPart[];
  /** `[DONE]` came. */
  isDone: boolean;
}

export interface ReadOptions {
  /** Leaves after that many bytes. */
  bytes?: number;
  /** Leaves when it says so. */
  until?: (parts: readonly ReadPart[]) => boolean;
}

/** Reads whole events until the stream ends or breaks, or the reader has enough; then the connection is closed. */
export async function readSse(response: Response, options: ReadOptions = {}): Promise<ReadStream> {
  const { bytes = Infinity, until } = options;
  const read: ReadStream = { parts: [], isDone: false };
  if (response.body === null) return read;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let taken = 0;
  try {
    while (taken < bytes && until?.(read.parts) !== true) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, Math.min(value.length, bytes - taken));
      taken += part.length;
      text += decoder.decode(part, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) addBlock(read, block);
    }
  } catch {
    // The connection broke; what came before it counts.
  } finally {
    await reader.cancel().catch(() => {}); // It may be broken already.
  }
  return read;
}

function addBlock(read: ReadStream, block: string): void {
  const lines = block.split('\n');
  const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
  if (data === undefined) return;
  if (data === '[DONE]') {
    read.isDone = true;
    return;
  }
  const id = Number(lines.find((line) => line.startsWith('id: '))?.slice(4));
  read.parts.push({ id, data, part: JSON.parse(data) as StreamPart });
}

export function textOf(parts: readonly ReadPart[]): string {
  return parts.map(({ part }) => (part.type === 'text-delta' ? part.delta : '')).join('');
}

export function terminalsOf(parts: readonly ReadPart[]): string[] {
  return parts.map(({ part }) => part.type).filter((type) => ['finish', 'abort', 'error'].includes(type));
}
