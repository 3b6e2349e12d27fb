import type { Answer } from '@askwell/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startOpenAiServer,
  type OpenAiServer,
  type RecordedRequest,
  type ScriptedReply,
} from '../../../tests/support/openai-server.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

const history = [
  { role: 'user', text: 'Which delivery do you offer?' },
  { role: 'assistant', text: 'Express delivery costs 9 euros and takes one day [1].' },
];
const followUp = { question: 'And abroad, where does it go?', history };
const rewritten = 'Where does delivery go abroad?';

let provider: OpenAiServer;
let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  provider = await startOpenAiServer();
  app = await createTestApp({ OPENAI_BASE_URL: provider.url, OPENAI_API_KEY: 'sk-provider', OPENAI_MODEL: 'test-model' });
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(async () => {
  await app.close();
  await provider.stop();
});

const systemOf = ({ body }: RecordedRequest): string => body.messages?.[0]?.content ?? '';
const promptOf = ({ body }: RecordedRequest): string => body.messages?.at(-1)?.content ?? '';

/** Answers each kind of request in its own way; gives those that were made. */
async function ask(
  replies: { rewrite?: ScriptedReply; rerank?: ScriptedReply },
  body: object = followUp,
): Promise<{ answer: Answer; requests: RecordedRequest[] }> {
  const before = provider.chats().length;
  const usage = { prompt_tokens: 100, completion_tokens: 10 };
  provider.reply((request) => {
    if (systemOf(request).startsWith('You prepare')) return { usage, ...replies.rewrite };
    if (systemOf(request).startsWith('You order')) return { usage, ...replies.rerank };
    return { deltas: ['To Belgium, Germany and France [1].'], usage };
  });
  const answer = await json<Answer>(await shop.call('POST', '/v1/answers', body));
  return { answer, requests: provider.chats().slice(before) };
}

async function fallbacks(reason: string): Promise<number> {
  const { values } = await app.deps.metrics.searchFallbacks.get();
  return values.find(({ labels }) => labels.reason === reason)?.value ?? 0;
}

describe('a question within a conversation', () => {
  it('is searched as the model rewrites it, answered as it was asked, and its usage counts', async () => {
    const { answer, requests } = await ask({ rewrite: { deltas: [`QUESTION: ${rewritten}`] } });
    expect(requests).toHaveLength(2);
    const [, prompt] = requests.map(promptOf);
    expect(prompt).toContain(`Question: ${followUp.question}`);
    expect(prompt).toContain('We deliver to Belgium');
    expect(answer.answered).toBe(true);
    expect(answer.usage).toMatchObject({ promptTokens: 200, completionTokens: 20, totalTokens: 220 });
  });

  it('is not rewritten without a conversation', async () => {
    const { requests } = await ask({}, { question: rewritten });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, ScriptedReply, number]>([
    ['fails', { fault: { kind: 'status', status: 401 } }, 1],
    ['hangs', { fault: { kind: 'hang', after: 0 } }, 1],
    ['answers instead', { deltas: ['My favourite colour is purple, obviously.'] }, 0],
    ['rewrites into what nothing is known about', { deltas: ['QUESTION: Which offer and which euros?'] }, 0],
  ])('goes by the words of earlier turns when the model %s', async (_case, rewrite, counted) => {
    const before = await fallbacks('rewrite-failed');
    const { answer, requests } = await ask({ rewrite });
    expect(answer.answered).toBe(true);
    expect(promptOf(requests.at(-1) as RecordedRequest)).toContain('We deliver to Belgium');
    expect((await fallbacks('rewrite-failed')) - before).toBe(counted);
  });

  it('is not rewritten where that is off', async () => {
    app.deps.modelHelp = { rewrite: false, rerank: false, suggest: false };
    const { requests } = await ask({});
    app.deps.modelHelp = { rewrite: true, rerank: false, suggest: false };
    expect(requests).toHaveLength(1);
  });

  it('comes with a summary where the conversation is long', async () => {
    const long = Array.from({ length: 5 }, () => history).flat();
    const { requests } = await ask(
      { rewrite: { deltas: [`QUESTION: ${rewritten}\n`, 'SUMMARY: The visitor asked about delivery.'] } },
      { ...followUp, history: long },
    );
    const last = requests.at(-1) as RecordedRequest;
    expect(promptOf(last)).toContain('<earlier-in-short>\nThe visitor asked about delivery.');
    expect(last.body.messages).toHaveLength(6);
  });
});

describe('reranking', () => {
  beforeAll(() => {
    app.deps.modelHelp = { rewrite: false, rerank: true, suggest: false };
  });

  const passageOf = (request: RecordedRequest, number: number): string =>
    new RegExp(`<passage number="${number}"[^>]*>\\n([\\s\\S]*?)\\n</passage>`).exec(promptOf(request))?.[1] ?? '';

  it('puts the passages first that the model names', async () => {
    const { answer, requests } = await ask({ rerank: { deltas: ['3', ', 1'] } }, { question: 'Express delivery abroad' });
    expect(requests).toHaveLength(2);
    const [rerank, final] = requests as [RecordedRequest, RecordedRequest];
    expect(passageOf(final, 1).startsWith(passageOf(rerank, 3))).toBe(true);
    expect(passageOf(final, 2).startsWith(passageOf(rerank, 1))).toBe(true);
    expect(answer.usage.totalTokens).toBe(220);
  });

  it('leaves the order when the model fails, and counts it', async () => {
    const before = await fallbacks('rerank-failed');
    const { answer, requests } = await ask(
      { rerank: { fault: { kind: 'status', status: 401 } } },
      { question: 'Express delivery abroad' },
    );
    const [rerank, final] = requests as [RecordedRequest, RecordedRequest];
    expect(passageOf(final, 1).startsWith(passageOf(rerank, 1))).toBe(true);
    expect(answer.answered).toBe(true);
    expect((await fallbacks('rerank-failed')) - before).toBe(1);
  });
});
