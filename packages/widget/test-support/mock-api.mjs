// A small Askwell server for working on the widget without the real one: `node test-support/mock-api.mjs [port]`.
// The question chooses the answer: "unknown" is not covered, "fail" breaks off, "long" streams for long, "refuse" answers 429,
// "down" drops the connection; everything else is answered with citations.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { answers, config, document as page, sources } from './mock-answers.mjs';
import { visitorRoute } from './mock-visitor.mjs';

const cdn = new URL('../dist/cdn/', import.meta.url);
const iframe = new URL('../../iframe/dist/app/', import.meta.url);
const types = { js: 'text/javascript', css: 'text/css', html: 'text/html; charset=utf-8', svg: 'image/svg+xml' };

export async function startMockApi({ port = 0, pace = 25, pages = {} } = {}) {
  const conversations = new Map();
  const runs = new Map();
  const requests = [];
  const settings = {
    pace,
    config: structuredClone(config),
    configStatus: 200,
    configDelay: 0,
    widgetStatus: 200,
    refuseOnce: 0,
    retryAfter: 20,
    suggestions: [],
    details: null,
    handoff: null,
  };
  const bodies = [];
  let count = 0;
  const id = (prefix) => `${prefix}${String(++count).padStart(6, '0')}`;

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      console.error(error);
      response.destroy();
    });
  });

  async function handle(request, response) {
    const url = new URL(request.url, 'http://x');
    requests.push(`${request.method} ${url.pathname}`);
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', '*, authorization, content-type, last-event-id');
    response.setHeader('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE');
    response.setHeader('access-control-expose-headers', '*, x-askwell-run-id, x-askwell-message-id, x-request-id, retry-after');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const [, , ...path] = url.pathname.split('/');
    if (!url.pathname.startsWith('/v1/')) return serveFile(url.pathname, response);
    const raw = await text(request);
    const body = /^\s*\{/.test(raw) ? JSON.parse(raw) : {};
    bodies.push({ route: `${request.method} ${url.pathname}`, body });
    const route = `${request.method} ${path.map((part) => (part.includes('_') ? ':id' : part)).join('/')}`;
    switch (route) {
      case 'GET widget-config':
        await wait(settings.configDelay);
        return settings.configStatus === 200
          ? json(response, 200, settings.config)
          : problem(response, settings.configStatus, 'ORIGIN_NOT_ALLOWED');
      case 'POST sessions':
        return json(response, 201, {
          token: 'visitor',
          expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
          visitor: { id: 'vis_1' },
        });
      case 'POST conversations': {
        const conversation = { id: id('cnv_'), title: null, createdAt: now(), updatedAt: now(), messages: [] };
        conversations.set(conversation.id, conversation);
        return json(response, 201, conversation);
      }
      case 'GET conversations/:id/messages': {
        const found = conversations.get(path[1]);
        return found ? json(response, 200, { data: found.messages, nextCursor: null }) : problem(response, 404, 'NOT_FOUND');
      }
      case 'POST conversations/:id/messages':
        return send(conversations.get(path[1]), body, response);
      case 'GET runs/:id/events':
        return tail(runs.get(path[1]), response, Number(request.headers['last-event-id'] ?? url.searchParams.get('after') ?? 0));
      case 'POST runs/:id/stop':
        runs.get(path[1])?.stop();
        return json(response, 200, {});
      case 'PUT messages/:id/feedback':
        return json(response, 200, body);
      default: {
        const [status, answer] = visitorRoute(route, { path, body, raw, conversations, runs, settings, id }) ?? [
          404,
          { code: 'NOT_FOUND' },
        ];
        return status < 400 ? json(response, status, answer) : problem(response, status, answer.code);
      }
    }
  }

  function send(conversation, { text: question, clientMessageId, replaces, tools }, response) {
    if (!conversation) return problem(response, 404, 'NOT_FOUND');
    if (/refuse/i.test(question) && settings.refuseOnce-- <= 0)
      return problem(response, 429, 'RATE_LIMITED', { 'retry-after': String(settings.retryAfter) });
    if (/down/i.test(question)) return void response.destroy();
    if (replaces) conversation.messages.splice(-2, 2);
    const run = createRun(question, id('run_'), id('msg_'), settings.pace, tools ?? []);
    runs.set(run.id, run);
    conversation.messages.push({ id: id('msg_'), role: 'user', text: question, clientMessageId, createdAt: now() }, run.message);
    return tail(run, response, 0);
  }

  function tail(run, response, after) {
    if (!run) return problem(response, 404, 'NOT_FOUND');
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-vercel-ai-ui-message-stream': 'v1',
      'x-askwell-run-id': run.id,
      'x-askwell-message-id': run.message.id,
    });
    run.follow(after, (line) => (line === null ? response.end() : response.write(line)));
  }

  async function serveFile(path, response) {
    if (pages[path]) {
      const { body, headers = {} } = pages[path];
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
      return;
    }
    if (path.startsWith('/widget/') && settings.widgetStatus !== 200) {
      response.writeHead(settings.widgetStatus).end();
      return;
    }
    try {
      const [base, file] = path.startsWith('/embed/')
        ? [iframe, path.includes('/assets/') ? path.slice('/embed'.length) : '/index.html']
        : [cdn, path];
      const body = await readFile(new URL(`.${file}`, base));
      response
        .writeHead(200, { 'content-type': types[file.split('.').at(-1)] ?? 'text/plain', 'cache-control': 'no-store' })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  }

  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    requests,
    bodies,
    settings,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

/** An answer in the making: its numbered events, kept for whoever resumes. */
function createRun(question, runId, messageId, pace, tools) {
  const chosen = answers.find(({ when }) => when.test(question)) ?? answers.at(-1);
  const message = {
    id: messageId,
    role: 'assistant',
    text: '',
    status: 'streaming',
    runId,
    answered: true,
    finishReason: null,
    citations: [],
    sources: [],
    feedback: null,
    error: null,
    createdAt: now(),
  };
  const lines = [];
  const followers = new Set();
  let stopped = false;
  let toolAnswered;
  const toolResult = new Promise((resolve) => (toolAnswered = resolve));
  let ended = false;
  const push = (part) => {
    lines.push(`id: ${lines.length + 1}\ndata: ${JSON.stringify(part)}\n\n`);
    for (const follower of followers) follower(lines.at(-1));
  };
  const end = () => {
    ended = true;
    for (const follower of followers) {
      follower('data: [DONE]\n\n');
      follower(null);
    }
  };
  const finish = (status, part) => {
    message.status = status;
    push(part);
    end();
  };

  async function play() {
    push({ type: 'start', messageId, messageMetadata: { runId, conversationId: '' } });
    push({ type: 'data-status', data: { phase: 'searching' }, transient: true });
    await wait(pace * 12);
    push({ type: 'data-status', data: { phase: 'reading', pages: 3 }, transient: true });
    await wait(pace * 16);
    if (/tool/i.test(question) && tools.length > 0) {
      const call = { toolCallId: `call_${runId}`, toolName: tools[0].name, input: { plan: 'Team', seats: 3 } };
      push({ type: 'tool-input-available', ...call, dynamic: true });
      message.toolCalls = [{ ...call, state: 'waiting' }];
      const { result, denied } = await toolResult;
      message.toolCalls[0].state = denied ? 'denied' : 'done';
      push(
        denied
          ? { type: 'tool-output-denied', toolCallId: call.toolCallId }
          : { type: 'tool-output-available', toolCallId: call.toolCallId, output: result ?? null, dynamic: true },
      );
    }
    push({ type: 'data-status', data: { phase: 'answering' }, transient: true });
    push({ type: 'text-start', id: '1' });
    for (const token of chosen.text.match(/\s*\S{1,6}/g) ?? []) {
      if (stopped) return finish('stopped', { type: 'abort', reason: 'stopped' });
      if (chosen.breaksAt && message.text.length > chosen.breaksAt) {
        push({ type: 'data-error', data: { code: 'PROVIDER_INTERRUPTED', retryable: true, requestId: 'req_1' } });
        return finish('failed', { type: 'error', errorText: 'The answer broke off.' });
      }
      message.text += token;
      push({ type: 'text-delta', id: '1', delta: token });
      const mark = /\[(\d)\]/.exec(message.text.slice(-6));
      if (mark) cite(Number(mark[1]));
      await wait(pace);
    }
    push({ type: 'text-end', id: '1' });
    message.answered = chosen.answered;
    if (!chosen.answered) for (const source of sources) addSource(source);
    message.finishReason = chosen.answered ? 'stop' : 'not-answered';
    const usage = { promptTokens: 1, completionTokens: 1, totalTokens: 2, estimated: true };
    return finish('complete', {
      type: 'finish',
      messageMetadata: { answered: chosen.answered, finishReason: message.finishReason, usage },
    });
  }

  function addSource(source) {
    if (message.sources.some(({ id }) => id === source.id)) return;
    message.sources.push(source);
    const providerMetadata = { askwell: { documentId: source.documentId, externalId: null } };
    push({ type: 'source-url', sourceId: source.id, url: source.url, title: source.title, providerMetadata });
  }

  function cite(number) {
    const known = page.citations[number - 1];
    if (!known || message.citations.some((citation) => citation.number === number)) return;
    addSource(sources.find(({ id }) => id === known.sourceId));
    const citation = {
      number,
      start: 0,
      end: known.quote.length,
      passageQuoteStart: known.passage.indexOf(known.quote),
      ...known,
    };
    message.citations.push(citation);
    push({ type: 'data-citation', id: `c${number}`, data: citation });
  }

  void play();
  return {
    id: runId,
    message,
    stop: () => (stopped = true),
    answerTool: toolAnswered,
    follow(after, write) {
      for (const line of lines.slice(after)) write(line);
      followers.add(write);
      if (!ended) return;
      write('data: [DONE]\n\n');
      write(null);
    },
  };
}

const now = () => new Date().toISOString();
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function text(request) {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

function json(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? undefined : JSON.stringify(body));
}

function problem(response, status, code, headers = {}) {
  const body = {
    type: `https://askwell.dev/errors/${code}`,
    title: code,
    status,
    detail: 'Add this origin to allowedOrigins of the assistant.',
    code,
    requestId: 'req_1',
  };
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(JSON.stringify(body));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const page =
    '<!doctype html><html lang="en"><title>Widget</title><main><h1>A page</h1></main><script src="/widget.js" data-key="pk_demo" async></script></html>';
  const { origin } = await startMockApi({ port: Number(process.argv[2] ?? 8790), pages: { '/': { body: page } } });
  console.log(`Widget on a page: ${origin}`);
}
