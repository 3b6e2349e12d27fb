import { AppError } from '../../errors.js';
import type { DocumentParser } from '../document-parser.js';
import type { ParseRequest, ParseResult } from './parse-protocol.js';
import { startParserProcess, type ParserProcess } from './parser-process.js';

export interface DocumentParserOptions {
  /** Child processes. @default 2 */
  processes?: number;
  /** For a small file; a large one has up to three times as long. @default 10 seconds */
  timeoutMilliseconds?: number;
  /** Idle children end after this. @default 60 seconds */
  idleMilliseconds?: number;
}

interface Slot {
  process: ParserProcess | undefined;
  idleTimer: NodeJS.Timeout | undefined;
}

/** A pool of child processes, each started when it is first needed and replaced when a file has spoilt it. */
export function createDocumentParser(options: DocumentParserOptions = {}): DocumentParser {
  const { processes = 2, timeoutMilliseconds = 10_000, idleMilliseconds = 60_000 } = options;
  const slots: Slot[] = Array.from({ length: processes }, () => ({ process: undefined, idleTimer: undefined }));
  const free = [...slots];
  const waiting: ((slot: Slot) => void)[] = [];
  let isClosed = false;

  async function takeSlot(): Promise<Slot> {
    // The last one that was used: the others may end when there is little to do.
    const slot = free.pop() ?? (await new Promise<Slot>((resolve) => waiting.push(resolve)));
    clearTimeout(slot.idleTimer);
    return slot;
  }

  function giveBack(slot: Slot): void {
    const next = waiting.shift();
    if (next !== undefined) return next(slot);
    free.push(slot);
    slot.idleTimer = setTimeout(() => void endProcess(slot), idleMilliseconds);
    slot.idleTimer.unref();
  }

  async function endProcess(slot: Slot): Promise<void> {
    const { process } = slot;
    slot.process = undefined;
    await process?.end();
  }

  async function answer(request: ParseRequest, bytes: number, signal: AbortSignal): Promise<ParseResult> {
    const slot = await takeSlot();
    try {
      if (isClosed) throw new AppError('SERVICE_UNAVAILABLE', 'The server is stopping.');
      signal.throwIfAborted();
      // The system may have ended it while it was idle.
      if (slot.process?.isUsable() === false) await endProcess(slot);
      slot.process ??= await startParserProcess();
      const megabytes = bytes / 1024 / 1024;
      return await slot.process.parse(request, {
        timeoutMilliseconds: timeoutMilliseconds * Math.min(3, 1 + megabytes / 5),
        signal,
      });
    } finally {
      if (slot.process?.isUsable() === false) await endProcess(slot);
      giveBack(slot);
    }
  }

  return {
    async parse(file, signal) {
      const result = await answer({ file }, file.bytes.byteLength, signal);
      if (!('document' in result)) throw new Error('The process that reads files gave another answer');
      return result.document;
    },
    async cut(text, signal) {
      const result = await answer({ text }, text.text.length, signal);
      if (!('passages' in result)) throw new Error('The process that reads files gave another answer');
      return result.passages;
    },
    async close() {
      isClosed = true;
      for (const slot of slots) clearTimeout(slot.idleTimer);
      await Promise.all(slots.map(endProcess));
    },
  };
}
