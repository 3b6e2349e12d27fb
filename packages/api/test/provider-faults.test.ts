import type { FinishReason, MessageStatus, Usage } from '@askwell/contract';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOpenAiServer, type OpenAiServer, type ScriptedReply } from '../../../tests/support/openai-server.js';
import { inTenantSql } from '../src/db/index.js';
import { only, partsOf, readEvents, textOf } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, type TestApp, type TestTenant } from './support/test-app.js';

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  provider = await startOpenAiServer();
  app = await createTestApp({
    OPENAI_BASE_URL: provider.url,
    OPENAI_API_KEY: 'sk-provider-secret',
    OPENAI_MODEL: 'test-model',
    ASKWELL_FIRST_TOKEN_MS: '1500',
    ASKWELL_IDLE_TOKEN_MS: '1500',
    ASKWELL_LIMITS: 'off',
  });
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

interface Outcome {
  text: string;
  /** The error's code, or the finish reason. */
  end: string;
  retryable: boolean | undefined;
  calls: number;
  stored: { status: MessageStatus; text: string; finish_reason: FinishReason | null; usage: Usage | null };
  shown: string;
}

/** What the visitor saw and what the database holds after one question to a provider that always answers like this. */
async function outcomeOf(reply: ScriptedReply): Promise<Outcome> {
  provider.reply(reply);
  const before = provider.chats().length;
  const response = await (await shop.visitor()).ask('Within how many days can I return an item?');
  const runId = response.headers.get('x-askwell-run-id') ?? '';
  const events = await readEvents(response);
  const calls = provider.chats().length - before;
  expect(partsOf(events).filter(({ type }) => ['finish', 'abort', 'error'].includes(type))).toHaveLength(1);
  const [stored] = await inTenantSql(
    app.deps.database,
    shop.tenant.id,
    (tx) => tx<Outcome['stored'][]>`select m.status, m.text, m.finish_reason, r.usage from runs r
      join messages m on m.tenant_id = r.tenant_id and m.id = r.answer_id where r.tenant_id = ${shop.tenant.id} and r.id = ${runId}`,
  );
  if (stored === undefined) throw new Error('The run is not there');
  const failure = only(events, 'data-error')[0]?.data;
  const end = failure?.code ?? only(events, 'finish')[0]?.messageMetadata.finishReason ?? '';
  const text = textOf(events);
  expect(stored.text).toBe(text);
  return { text, end, retryable: failure?.retryable, calls, stored, shown: JSON.stringify(events) };
}

const status = (code: number, body?: Record<string, unknown>, headers?: Record<string, string>): ScriptedReply => ({
  fault: { kind: 'status', status: code, ...(body === undefined ? {} : { body }), ...(headers === undefined ? {} : { headers }) },
});
const bytes = (...pieces: (string | Uint8Array)[]): ScriptedReply => ({ fault: { kind: 'bytes', pieces } });
const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const says = (content: string): string => event({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
const ends = (reason: string): string => event({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
const figures = event({ choices: [], usage: { prompt_tokens: 40, completion_tokens: 7, total_tokens: 47 } });
const done = 'data: [DONE]\n\n';
const words = 'Thirty days, 三十天, тридцать 🎈.';
const whole = says('Thirty days, ') + says('三十天, ') + says('тридцать 🎈.') + ends('stop') + figures + done;

describe('a stream in an unusual shape arrives whole', () => {
  const shapes: Record<string, ScriptedReply> = {
    'carriage returns and line feeds': bytes(whole.replaceAll('\n', '\r\n')),
    'carriage returns alone': bytes(whole.replaceAll('\n', '\r')),
    'a byte order mark': bytes(`\uFEFF${whole}`),
    'one byte at a time': bytes(...[...Buffer.from(whole)].map((byte) => Uint8Array.of(byte))),
    'comments between events': bytes(whole.replaceAll('data:', ': still thinking\n\ndata:')),
    'no [DONE]': bytes(whole.replace(done, '')),
    'text after [DONE]': bytes(whole, says('Too late.')),
    compressed: { fault: { kind: 'bytes', pieces: [gzipSync(whole)], headers: { 'content-encoding': 'gzip' } } },
    'another content type': { fault: { kind: 'bytes', pieces: [whole], headers: { 'content-type': 'text/plain' } } },
    'deltas that are null': bytes(
      event({ choices: [{ delta: null }] }),
      event({ choices: [{ delta: { content: null } }] }),
      whole,
    ),
    'unknown fields': bytes(whole.replaceAll('"index":0', '"index":0,"novel":{"list":[1]}')),
    'a line that is not JSON': bytes('data: {"choices":[{"del\n\n', whole),
  };
  for (const [shape, reply] of Object.entries(shapes)) {
    it(shape, async () => {
      const usage = { promptTokens: 40, completionTokens: 7, totalTokens: 47, estimated: false };
      expect(await outcomeOf(reply)).toMatchObject({ text: words, end: 'stop', calls: 1, stored: { status: 'complete', usage } });
    });
  }

  it('without NUL, with broken UTF-8 replaced, and with text that looks like events', async () => {
    const broken = Buffer.concat([
      Buffer.from('data: {"choices":[{"delta":{"content":"c'),
      Buffer.of(0xff),
      Buffer.from('d"}}]}\n\n'),
    ]);
    const outcome = await outcomeOf(bytes(says('a\u0000b'), broken, says('\n\nevent: end\ndata: {}\n\n!'), ends('stop'), done));
    expect(outcome.text).toBe('abc\uFFFDd\n\nevent: end\ndata: {}\n\n!');
  });

  it('counts tokens itself where the provider gives no figures', async () => {
    const { usage } = (await outcomeOf(bytes(whole.replace(figures, '')))).stored;
    expect(usage).toMatchObject({ estimated: true });
    expect(usage?.promptTokens).toBeGreaterThan(100);
    expect(usage?.completionTokens).toBeGreaterThan(5);
  });
});

describe('an answer that is none', () => {
  const nothing = { promptTokens: 0, completionTokens: 0, totalTokens: 0, estimated: false };
  const silent: Record<string, ScriptedReply> = {
    'an empty body': bytes(''),
    'no choices': bytes(event({ choices: [] }), done),
    'a role alone': bytes(event({ choices: [{ delta: { role: 'assistant', content: '' } }] }), ends('stop'), done),
    '[DONE] alone': bytes(done),
  };
  for (const [name, reply] of Object.entries(silent)) {
    it(`${name}: an error after one more try, never an empty bubble`, async () => {
      expect(await outcomeOf(reply)).toMatchObject({
        end: 'PROVIDER_BAD_RESPONSE',
        retryable: true,
        calls: 2,
        stored: { status: 'failed', usage: nothing },
      });
    });
  }

  it('a tool call is not run: the best sentences are quoted instead', async () => {
    const call = { choices: [{ delta: { tool_calls: [{ index: 0, function: { name: 'drop_everything', arguments: '{}' } }] } }] };
    const outcome = await outcomeOf(bytes(event(call), ends('tool_calls'), figures, done));
    expect(outcome).toMatchObject({ end: 'stop', calls: 1, stored: { status: 'complete', usage: { totalTokens: 47 } } });
    expect(outcome.text).toContain('within 30 days');
  });

  it('a refusal becomes a polite text of ours', async () => {
    const refusal = event({ choices: [{ delta: { refusal: 'As a large model I must not.' } }] });
    const outcome = await outcomeOf(bytes(refusal, ends('stop'), figures, done));
    expect(outcome).toMatchObject({ end: 'content-filter', stored: { status: 'complete', finish_reason: 'content-filter' } });
    expect(outcome.text).toMatch(/^I am sorry/);
  });

  it('a filter’s cut is followed by it', async () => {
    const outcome = await outcomeOf(bytes(says('So far.'), ends('content_filter'), figures, done));
    expect(outcome.text).toMatch(/^So far\.\n\nI am sorry/);
  });

  it('an answer that hits the model’s limit says that it was cut', async () => {
    const outcome = await outcomeOf(bytes(says('So far'), ends('length'), figures, done));
    expect(outcome).toMatchObject({ end: 'length', stored: { finish_reason: 'length' } });
    expect(outcome.text).toMatch(/^So far\n\n… The answer was cut/);
  });

  it('an endless answer, in one event or in many, is cut at 64,000 characters', async () => {
    for (const pieces of [[says('y'.repeat(2_000_000))], Array.from({ length: 50 }, () => says('lorem '.repeat(400)))]) {
      const outcome = await outcomeOf(bytes(...pieces, ends('stop'), figures, done));
      expect(outcome).toMatchObject({ end: 'length', calls: 1, stored: { status: 'complete', usage: { estimated: true } } });
      expect(outcome.text).toHaveLength(64_000);
    }
  });
});

describe('a failure', () => {
  const canary = { error: { message: 'Wrong key sk-canary-of-the-owner', type: 'x', code: 'x' } };
  const fails: Record<string, [ScriptedReply, code: string, calls: number]> = {
    '401': [status(401, canary), 'ASSISTANT_UNAVAILABLE', 1],
    '403': [status(403), 'ASSISTANT_UNAVAILABLE', 1],
    '404': [status(404), 'ASSISTANT_UNAVAILABLE', 1],
    '409': [status(409), 'ASSISTANT_UNAVAILABLE', 1],
    '422': [status(422), 'ASSISTANT_UNAVAILABLE', 1],
    'no money left': [status(429, { error: { message: 'x', code: 'insufficient_quota' } }), 'ASSISTANT_UNAVAILABLE', 1],
    'a redirect': [status(302, {}, { location: 'http://127.0.0.1:9/' }), 'ASSISTANT_UNAVAILABLE', 1],
    'a context that is too long, twice': [
      status(400, { error: { message: 'x', code: 'context_length_exceeded' } }),
      'ASSISTANT_UNAVAILABLE',
      2,
    ],
    '408': [status(408), 'PROVIDER_UNAVAILABLE', 3],
    '500': [status(500, canary), 'PROVIDER_UNAVAILABLE', 3],
    '529': [status(529), 'PROVIDER_UNAVAILABLE', 3],
    'a reset': [{ fault: { kind: 'reset' } }, 'PROVIDER_UNAVAILABLE', 3],
    'a long Retry-After': [status(503, {}, { 'retry-after': '3600' }), 'PROVIDER_UNAVAILABLE', 1],
    '429': [status(429), 'PROVIDER_RATE_LIMITED', 3],
    'HTML with 200': [{ fault: { kind: 'status', status: 200, body: '<html>a gateway</html>' } }, 'PROVIDER_BAD_RESPONSE', 3],
    'JSON with 200': [status(200, canary), 'PROVIDER_BAD_RESPONSE', 3],
    silence: [{ fault: { kind: 'hang', after: 0 } }, 'PROVIDER_TIMEOUT', 2],
  };
  for (const [name, [reply, code, calls]] of Object.entries(fails)) {
    it(`before the first word: ${name}`, async () => {
      const outcome = await outcomeOf(reply);
      const retryable = code !== 'ASSISTANT_UNAVAILABLE';
      expect(outcome).toMatchObject({ text: '', end: code, calls, retryable });
      expect(outcome.stored).toMatchObject({ status: 'failed', usage: { totalTokens: 0 } });
      expect(outcome.shown).not.toMatch(/canary|provider-secret|gateway/);
    });
  }

  const breaks: Record<string, ScriptedReply> = {
    'a broken connection': { deltas: ['Thirty ', 'days ', 'and '], fault: { kind: 'break-off', after: 2 } },
    'half an event': bytes(says('Thirty '), says('days '), says('and ').slice(0, 30)),
    'an error event': bytes(says('Thirty '), says('days '), `event: error\n${event(canary)}`),
    silence: { deltas: ['Thirty ', 'days ', 'and '], fault: { kind: 'hang', after: 2 } },
  };
  for (const [name, reply] of Object.entries(breaks)) {
    it(`after the first words: ${name}`, async () => {
      const outcome = await outcomeOf(reply);
      expect(outcome).toMatchObject({ end: 'PROVIDER_INTERRUPTED', calls: 1, retryable: true });
      expect(outcome.text.trim()).toBe('Thirty days');
      expect(outcome.stored).toMatchObject({ status: 'interrupted', usage: { estimated: true } });
      expect(outcome.shown).not.toContain('canary');
    });
  }

  it('once before the first word is mended without anyone noticing', async () => {
    provider.replyOnce(status(503, {}, { 'retry-after': '0' }));
    expect(await outcomeOf({ deltas: ['All good [1].'] })).toMatchObject({ text: 'All good [1].', calls: 2 });
  });

  it('that asks for a wait gets it, in seconds or as a date', async () => {
    // Without a word from the provider the second try comes after 0.6 seconds at most.
    for (const wait of [() => '1', () => new Date(Date.now() + 2000).toUTCString()]) {
      provider.replyOnce(() => status(429, {}, { 'retry-after': wait() }));
      const began = performance.now();
      expect(await outcomeOf({ deltas: ['All good [1].'] })).toMatchObject({ text: 'All good [1].', calls: 2 });
      expect(performance.now() - began).toBeGreaterThan(950);
    }
  });

  it('of a prompt that is too long is mended with a shorter one', async () => {
    provider.replyOnce(status(400, { error: { message: 'This model’s maximum context length is 4096 tokens' } }));
    expect(await outcomeOf({ deltas: ['Short [1].'] })).toMatchObject({ text: 'Short [1].', calls: 2, end: 'stop' });
    const [long, short] = provider.chats().slice(-2);
    expect(JSON.stringify(short?.body.messages).length).toBeLessThan(JSON.stringify(long?.body.messages).length);
  });
});
