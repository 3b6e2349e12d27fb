import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { embedWords, toBase64 } from './embed-words.js';
import { sendReply, type ScriptedReply } from './scripted-reply.js';

export type { ScriptedReply } from './scripted-reply.js';

export interface RecordedRequest {
  path: string;
  authorization: string | undefined;
  body: ProviderRequestBody;
  /** Settles when the exchange is over. `hung-up` means that the caller went before the reply was complete. */
  ended: Promise<'complete' | 'hung-up' | 'broken-off'>;
}

export interface ProviderRequestBody {
  model?: string;
  stream?: boolean;
  messages?: { role: string; content: string }[];
  input?: string | string[];
  encoding_format?: string;
  [key: string]: unknown;
}

type Script = ScriptedReply | ((request: RecordedRequest) => ScriptedReply);

export interface OpenAiServer {
  /** For `OPENAI_BASE_URL`, with its `/v1`. */
  url: string;
  requests: RecordedRequest[];
  /** Requests of one kind, oldest first. */
  chats(): RecordedRequest[];
  embeddings(): RecordedRequest[];
  /** How chat completions are answered from now on. */
  reply(script: Script): void;
  /** How the next one is answered; several queue up. */
  replyOnce(script: Script): void;
  /** How embeddings fail from now on, or after so many more requests; `undefined` ends it. */
  failEmbeddings(fault: ScriptedReply['fault'], after?: number): void;
  /** The dimension of embeddings from now on, of each model where it is a function. */
  setDimensions(dimensions: number | ((model: string) => number)): void;
  /** The nth chat request (from 0), once it has arrived. */
  chat(index?: number): Promise<RecordedRequest>;
  stop(): Promise<void>;
}

export const defaultReply: ScriptedReply = { deltas: ['Here is what the ', 'documentation says', ' [1]', '.'] };

/** An OpenAI-compatible provider on a real socket that says what a test wrote for it. */
export async function startOpenAiServer({ dimensions = 64 } = {}): Promise<OpenAiServer> {
  let dimensionsOf: number | ((model: string) => number) = dimensions;
  const requests: RecordedRequest[] = [];
  const queue: Script[] = [];
  const waiting: (() => void)[] = [];
  let script: Script = defaultReply;
  let embeddingFault: ScriptedReply['fault'];
  let embeddingsBeforeFault = 0;

  const chats = (): RecordedRequest[] => requests.filter((request) => request.path.endsWith('/chat/completions'));

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request: RecordedRequest = {
      path: incoming.url ?? '',
      authorization: incoming.headers.authorization,
      body: await readBody(incoming),
      ended: whenEnded(response),
    };
    requests.push(request);
    for (const wake of waiting.splice(0)) wake();
    if (request.path.endsWith('/embeddings')) {
      if (embeddingFault && embeddingsBeforeFault-- <= 0) await sendReply(response, request.body, { fault: embeddingFault });
      else {
        const { model = '' } = request.body;
        sendEmbeddings(response, request.body, typeof dimensionsOf === 'number' ? dimensionsOf : dimensionsOf(model));
      }
    } else if (request.path.endsWith('/chat/completions')) {
      const chosen = queue.shift() ?? script;
      await sendReply(response, request.body, typeof chosen === 'function' ? chosen(request) : chosen);
    } else {
      sendJson(response, 404, { error: { message: `No such path: ${request.path}` } });
    }
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}/v1`,
    requests,
    chats,
    embeddings: () => requests.filter((request) => request.path.endsWith('/embeddings')),
    reply: (next) => {
      script = next;
    },
    replyOnce: (next) => {
      queue.push(next);
    },
    failEmbeddings: (fault, after = 0) => {
      embeddingFault = fault;
      embeddingsBeforeFault = after;
    },
    setDimensions: (next) => {
      dimensionsOf = next;
    },
    chat: async (index = 0) => {
      for (;;) {
        const request = chats()[index];
        if (request) return request;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function sendEmbeddings(response: ServerResponse, body: ProviderRequestBody, dimensions: number): void {
  const inputs = Array.isArray(body.input) ? body.input : [body.input ?? ''];
  const data = inputs.map((input, index) => {
    const vector = embedWords(input, dimensions);
    return { object: 'embedding', index, embedding: body.encoding_format === 'base64' ? toBase64(vector) : vector };
  });
  const tokens = inputs.join(' ').split(/\s+/).length;
  sendJson(response, 200, { object: 'list', model: body.model, data, usage: { prompt_tokens: tokens, total_tokens: tokens } });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function readBody(incoming: IncomingMessage): Promise<ProviderRequestBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text ? (JSON.parse(text) as ProviderRequestBody) : {};
}

/** `writableAborted` tells a break that a script asked for from a caller who left. */
function whenEnded(response: ServerResponse): RecordedRequest['ended'] {
  return new Promise((resolve) => {
    response.once('close', () => {
      if (response.writableFinished) resolve('complete');
      else resolve(response.destroyed && response.errored ? 'broken-off' : 'hung-up');
    });
  });
}
