import type { Citation, DocumentWithText, Message, Page } from '@askwell/contract';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { only, partsOf, readEvents, textOf } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

let app: TestApp;
let shop: TestTenant;

beforeAll(async () => {
  app = await createTestApp();
  shop = await app.createTenant();
  await shop.learn(...shopDocuments);
});
afterAll(() => app.close());

async function textOfDocument(citation: Citation, documentId: string): Promise<string> {
  const document = await json<DocumentWithText>(await shop.call('GET', `/v1/documents/${documentId}`));
  return document.text.slice(citation.start, citation.end);
}

describe('a visitor’s turn', () => {
  it('streams an answer whose citations are exact slices of the documents', async () => {
    const visitor = await shop.visitor();
    const response = await visitor.ask('Within how many days can I return an item?');
    expect(response.status).toBe(200);
    expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1');
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    expect(response.headers.get('x-askwell-run-id')).toMatch(/^run_/);
    expect(response.headers.get('x-askwell-message-id')).toMatch(/^msg_/);

    const events = await readEvents(response);
    expect(events.at(-1)?.data).toBe('[DONE]');
    expect(events.slice(0, -1).map((event) => event.id)).toEqual(events.slice(0, -1).map((_, index) => index + 1));
    expect(textOf(events)).toContain('30 days');
    expect(textOf(events)).toContain('[1]');
    expect(partsOf(events).filter((part) => ['finish', 'abort', 'error'].includes(part.type))).toHaveLength(1);
    expect(only(events, 'finish')[0]?.messageMetadata.answered).toBe(true);

    const source = only(events, 'source-url')[0];
    expect(source?.url).toBe('https://shop.example/returns');
    for (const { data: citation } of only(events, 'data-citation')) {
      expect(citation.quote).toBe(await textOfDocument(citation, source?.providerMetadata.askwell.documentId ?? ''));
      expect(citation.passage.slice(citation.passageQuoteStart).startsWith(citation.quote)).toBe(true);
    }
  });

  it('says so when the knowledge base does not cover the question', async () => {
    const events = await readEvents(await (await shop.visitor()).ask('Who won the football world cup in 1998?'));
    expect(only(events, 'finish')[0]?.messageMetadata).toMatchObject({ answered: false, finishReason: 'not-answered' });
    expect(only(events, 'data-citation')).toHaveLength(0);
    expect(textOf(events)).not.toBe('');
  });

  it('replays the same run for the same client message id, and refuses another text under it', async () => {
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const clientMessageId = randomUUID();
    const ask = (text: string): Promise<Response> => visitor.ask(text, { conversationId, clientMessageId });
    const responses = await Promise.all(Array.from({ length: 10 }, () => ask('How long is the warranty of a kettle?')));
    expect(new Set(responses.map((response) => response.headers.get('x-askwell-run-id'))).size).toBe(1);
    const bodies = await Promise.all(responses.map((response) => response.text()));
    expect(new Set(bodies.map((body) => body.replaceAll(': alive\n\n', ''))).size).toBe(1);
    expect((await ask('Something else?')).status).toBe(409);
    const messages = await json<Page<Message>>(await visitor.call('GET', `/v1/conversations/${conversationId}/messages`));
    expect(messages.data.map((message) => message.role)).toEqual(['user', 'assistant']);
  });

  it('resumes after any event, by header or by query', async () => {
    const visitor = await shop.visitor();
    const first = await visitor.ask('What does express delivery cost?');
    const runId = first.headers.get('x-askwell-run-id') ?? '';
    const all = await readEvents(first);
    for (let after = 0; after < all.length; after++) {
      const header = await visitor.call('GET', `/v1/runs/${runId}/events`, undefined, { 'last-event-id': String(after) });
      expect(await readEvents(header)).toEqual(all.slice(after));
      const query = await visitor.call('GET', `/v1/runs/${runId}/events?after=${after}`);
      expect(await readEvents(query)).toEqual(all.slice(after));
    }
  });

  it('keeps the events for ten minutes after the end; then the stored answer serves', async () => {
    const visitor = await shop.visitor();
    const first = await visitor.ask('How long is the warranty?');
    const path = `/v1/runs/${first.headers.get('x-askwell-run-id') ?? ''}/events?after=2`;
    const all = await readEvents(first);
    const { clock } = app.deps;
    const { now } = clock;
    try {
      for (const [minutes, isLogged] of [
        [9.9, true],
        [10.1, false],
      ] as const) {
        clock.now = () => now() + minutes * 60_000;
        // An answer that begins makes the log forget.
        await readEvents(await visitor.ask('Where is it sent from?'));
        const read = await readEvents(await visitor.call('GET', path));
        if (isLogged) expect(read).toEqual(all.slice(2));
        else expect(partsOf(read)[0]?.type).toBe('start');
        if (!isLogged) expect(textOf(read)).toBe(textOf(all));
        expect(only(read, 'finish')).toEqual(only(all, 'finish'));
      }
    } finally {
      clock.now = now;
    }
  });

  it('keeps the answer, its citations and the visitor’s rating in the conversation', async () => {
    const visitor = await shop.visitor();
    const conversationId = await visitor.startConversation();
    const events = await readEvents(await visitor.ask('Is limescale damage covered?', { conversationId }));
    const messageId = only(events, 'start')[0]?.messageId ?? '';
    const rated = await visitor.call('PUT', `/v1/messages/${messageId}/feedback`, { rating: 'down', comment: 'Too short' });
    expect(rated.status).toBe(200);

    const { data } = await json<Page<Message>>(await visitor.call('GET', `/v1/conversations/${conversationId}/messages`));
    const answer = data[1];
    expect(answer).toMatchObject({
      id: messageId,
      role: 'assistant',
      status: 'complete',
      text: textOf(events),
      citations: only(events, 'data-citation').map((part) => part.data),
      feedback: { rating: 'down', comment: 'Too short' },
    });
  });

  it('pages through conversations and messages without loss', async () => {
    const visitor = await shop.visitor();
    const ids = [];
    for (let count = 0; count < 5; count++) ids.push(await visitor.startConversation());
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = await json<Page<{ id: string }>>(await visitor.call('GET', `/v1/conversations?limit=2${cursor}`));
      seen.push(...page.data.map(({ id }) => id));
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());

    const conversationId = ids[0] ?? '';
    for (const text of ['What about returns?', 'And refunds?', 'And shipping?'])
      await readEvents(await visitor.ask(text, { conversationId }));
    const newest = await json<Page<Message>>(await visitor.call('GET', `/v1/conversations/${conversationId}/messages?limit=4`));
    const older = await json<Page<Message>>(
      await visitor.call('GET', `/v1/conversations/${conversationId}/messages?limit=4&cursor=${newest.nextCursor}`),
    );
    const questions = [...older.data, ...newest.data].filter((message) => message.role === 'user').map((message) => message.text);
    expect(questions).toEqual(['What about returns?', 'And refunds?', 'And shipping?']);
  });

  it('keeps a visitor by a former token, and makes a new one of a token that is not genuine', async () => {
    const visitor = await shop.visitor();
    const open = async (visitorToken: string): Promise<{ visitor: { id: string } }> =>
      json(
        await app.call('POST', '/v1/sessions', {
          body: { key: shop.keys.publishable, visitorToken },
          headers: { origin: 'https://shop.example' },
        }),
      );
    expect((await open(visitor.token)).visitor.id).toBe(visitor.id);
    expect((await open(`${visitor.token.slice(0, -3)}abc`)).visitor.id).not.toBe(visitor.id);
  });
});

describe('an answer in one piece', () => {
  it('carries text, citations and sources that belong together', async () => {
    const answer = await json<{
      answered: boolean;
      text: string;
      citations: Citation[];
      sources: { id: string; documentId: string }[];
    }>(await shop.call('POST', '/v1/answers', { question: 'Do you deliver to Belgium and Germany?' }));
    expect(answer.answered).toBe(true);
    expect(answer.text).toContain('Belgium');
    for (const citation of answer.citations) {
      const source = answer.sources.find(({ id }) => id === citation.sourceId);
      expect(citation.quote).toBe(await textOfDocument(citation, source?.documentId ?? ''));
      expect(answer.text).toContain(`[${citation.number}]`);
    }
  });
});
