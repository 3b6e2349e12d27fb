import type { AnswerSource, Citation, StreamPart, Usage } from '@askwell/contract';
import { collectAnswer } from './collect-answer.js';
import { AskwellAbortError, AskwellAnswerError, AskwellError, AskwellConnectionError } from './errors.js';
import { anySignal } from './request.js';
import { readAnswer, type AnswerConnection, type AnswerIds } from './read-answer.js';

/** A whole answer. */
export interface FinalAnswer {
  text: string;
  citations: Citation[];
  sources: AnswerSource[];
  /** Null for an answer that was stopped. */
  usage: Usage | null;
  /** False where the knowledge base does not cover the question; null for an answer that was stopped. */
  answered: boolean | null;
  stopped: boolean;
}

/**
 * An answer as it is written. The question is sent at once; read the parts with `for await`, or wait for `text()` or `final()`.
 * A broken connection is resumed without a lost or doubled part. Each reader gets every part from the first.
 *
 * Leaving the loop by `break` closes the connection and nothing else: the server goes on answering, and the answer can be read
 * later by `client.runs.events(runId)`. `stop()` ends the answer itself.
 *
 * @throws AskwellError from the loop, `text()` and `final()`. An `error` part is a part to the loop; the other two throw
 * {@link AskwellAnswerError} for it.
 */
export class AnswerStream implements AsyncIterable<StreamPart> {
  /** Resolves when the server has taken the question; rejects when it did not. */
  readonly opened: Promise<AnswerIds>;
  readonly #parts: StreamPart[] = [];
  readonly #source: AsyncGenerator<StreamPart>;
  readonly #controller = new AbortController();
  readonly #stop: (runId: string) => Promise<void>;
  readonly #release: () => void;
  #pulling: Promise<void> | null = null;
  #readers = 0;
  #ended = false;
  #failure: AskwellError | undefined;

  constructor(connection: AnswerConnection, stop: (runId: string) => Promise<void>, signal?: AbortSignal) {
    this.#stop = stop;
    let accept: (ids: AnswerIds) => void = () => undefined;
    let refuse: (error: unknown) => void = () => undefined;
    this.#release = () => refuse(this.#failure ?? new AskwellConnectionError('The server did not name the answer.'));
    this.opened = new Promise((resolve, reject) => {
      accept = resolve;
      refuse = reject;
    });
    this.#source = readAnswer(connection, anySignal(this.#controller.signal, signal), (ids) => accept(ids));
    // the failure is also thrown to whoever reads the stream, who may not look here
    this.opened.catch(() => undefined);
    void this.#pull();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StreamPart, void, undefined> {
    this.#readers += 1;
    try {
      for (let next = 0; ;) {
        const part = this.#parts[next];
        if (part !== undefined) {
          next += 1;
          yield part;
        } else if (this.#ended) {
          if (this.#failure !== undefined) throw this.#failure;
          return;
        } else {
          await this.#pull();
        }
      }
    } finally {
      this.#readers -= 1;
      if (this.#readers === 0) this.#leave();
    }
  }

  /** The whole text. */
  async text(): Promise<string> {
    return (await this.final()).text;
  }

  /** The whole answer with its citations, sources and usage. */
  async final(): Promise<FinalAnswer> {
    for await (const part of this) void part;
    const { text, citations, sources, finish, stopped, error } = collectAnswer(this.#parts);
    if (error !== null) throw new AskwellAnswerError(error.text, { ...error, code: error.code ?? 'INTERNAL', text });
    if (finish === null && !stopped) {
      throw new AskwellAnswerError('The answer ended without saying why. Try again.', {
        code: 'ANSWER_INTERRUPTED',
        retryable: true,
        text,
      });
    }
    return { text, citations, sources, usage: finish?.usage ?? null, answered: finish?.answered ?? null, stopped };
  }

  /** Ends the answer on the server; the parts so far and a closing `abort` can still be read. */
  async stop(): Promise<void> {
    const { runId } = await this.opened;
    await this.#stop(runId);
  }

  #pull(): Promise<void> {
    this.#pulling ??= this.#source
      .next()
      .then(
        ({ done, value }) => {
          if (done === true) this.#end();
          else this.#parts.push(value);
        },
        (error: unknown) => this.#end(error),
      )
      .finally(() => {
        this.#pulling = null;
      });
    return this.#pulling;
  }

  #leave(): void {
    if (this.#ended) return;
    this.#controller.abort();
    this.#end(new AskwellAbortError('Reading ended before the answer did.'));
    // wakes a generator that waits at a yield, so that its connection closes
    this.#source.return(undefined).catch(() => undefined);
  }

  #end(failure?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#failure =
      failure === undefined || AskwellError.isInstance(failure)
        ? failure
        : new AskwellConnectionError('Reading the answer failed.', failure);
    this.#release();
  }
}
