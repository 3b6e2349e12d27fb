import type { FinishReason, Usage } from '@askwell/contract';
import type { AnswerEvent, CitationBook } from '../conversations/index.js';
import type { ChatCompletion, ChatCompletionChunk, UrlCitation } from './schemas/chat-completions.js';

type Head = Pick<ChatCompletion, 'id' | 'created' | 'model'>;
type Extension = ChatCompletion['askwell'];
type OpenAiFinishReason = ChatCompletion['choices'][number]['finish_reason'];

const finishReasons = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content_filter',
  'not-answered': 'stop',
} as const satisfies Record<FinishReason, OpenAiFinishReason>;

/** An answer in one piece, as OpenAI's `chat.completion`. */
export async function toCompletion(head: Head, events: AsyncIterable<AnswerEvent>, book: CitationBook): Promise<ChatCompletion> {
  const marks = createMarkFinder();
  for await (const event of events) {
    if (event.type === 'text') marks.push(event.text);
    if (event.type !== 'end') continue;
    const annotations = marks.annotations(book);
    const message = { role: 'assistant' as const, content: marks.text(), refusal: null, annotations };
    return {
      ...head,
      object: 'chat.completion',
      choices: [{ index: 0, message, logprobs: null, finish_reason: finishReasons[event.finishReason] }],
      usage: toUsage(event.usage),
      askwell: toExtension(event.answered, book),
    };
  }
  throw new Error('The answer had no end');
}

/** An answer as OpenAI's `chat.completion.chunk`s: the role, the text, then the end with the citations. */
export async function* toChunks(
  head: Head,
  events: AsyncIterable<AnswerEvent>,
  book: CitationBook,
  options: { includeUsage: boolean },
): AsyncGenerator<ChatCompletionChunk> {
  const marks = createMarkFinder();
  const withUsage = options.includeUsage ? { usage: null } : {};
  const chunk = (delta: ChatCompletionChunk['choices'][number]['delta'], reason: OpenAiFinishReason | null = null) =>
    ({
      ...head,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
      ...withUsage,
    }) satisfies ChatCompletionChunk;

  for await (const event of events) {
    if (event.type === 'text') {
      if (marks.text() === '') yield chunk({ role: 'assistant', content: '' });
      marks.push(event.text);
      yield chunk({ content: event.text });
    }
    if (event.type !== 'end') continue;
    const last = chunk({ annotations: marks.annotations(book) }, finishReasons[event.finishReason]);
    yield { ...last, askwell: toExtension(event.answered, book) };
    if (options.includeUsage) yield { ...head, object: 'chat.completion.chunk', choices: [], usage: toUsage(event.usage) };
  }
}

/** Remembers where the marks stand in the text; a piece of an answer ends with its mark. */
function createMarkFinder() {
  let text = '';
  const marks: { number: number; start: number }[] = [];
  return {
    text: () => text,
    push(piece: string): void {
      text += piece;
      const mark = /\[(\d+)\]$/.exec(piece);
      if (mark !== null) marks.push({ number: Number(mark[1]), start: text.length - mark[0].length });
    },
    annotations(book: CitationBook): UrlCitation[] {
      const citations = new Map(book.citations().map((citation) => [citation.number, citation]));
      const sources = new Map(book.sources().map((source) => [source.id, source]));
      return marks.flatMap(({ number, start }) => {
        const source = sources.get(citations.get(number)?.sourceId ?? '');
        // OpenAI knows only citations of pages; those of documents without an address stand in `askwell.citations`.
        if (source === undefined || source.url === null) return [];
        const place = { start_index: start, end_index: start + `[${number}]`.length };
        return [{ type: 'url_citation' as const, url_citation: { url: source.url, title: source.title, ...place } }];
      });
    },
  };
}

function toExtension(answered: boolean, book: CitationBook): Extension {
  return { answered, citations: book.citations(), sources: book.sources() };
}

function toUsage(usage: Usage): ChatCompletion['usage'] {
  return { prompt_tokens: usage.promptTokens, completion_tokens: usage.completionTokens, total_tokens: usage.totalTokens };
}
