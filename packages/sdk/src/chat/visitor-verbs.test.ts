import type { Message, NewMessage, NewSession } from '@askwell/contract';
import { afterEach, expect, it, vi } from 'vitest';
import {
  answerParts,
  createMemoryStorage,
  createScriptedServer,
  createTestClock,
  eventStream,
  json,
  problem,
  until,
  type Routes,
  type ScriptedServer,
} from '../scripted-server.test.helper.js';
import type { ClientOptions } from '../client.js';
import { createChatSession } from './chat-session.js';
import type { ChatSession } from './chat-types.js';

const ask = 'POST /v1/conversations/*/messages';
const attachments = 'POST /v1/conversations/*/attachments';
const visitorKey = 'askwell:visitor:https://chat.example.com:pk_1';

interface Opened {
  chat: ChatSession;
  server: ScriptedServer;
  storage: ReturnType<typeof createMemoryStorage>;
}

function open(routes: Routes = {}, options: Partial<ClientOptions & { storage: undefined }> = {}): Opened {
  const storage = createMemoryStorage();
  const server = createScriptedServer({
    'POST /v1/sessions': (_call, nth) =>
      json({ token: `token-${nth}`, expiresAt: '2100-01-01T00:00:00Z', visitor: { id: `vis_${nth}` } }, 201),
    'POST /v1/conversations': (_call, nth) => json({ id: `cnv_${nth}` }, 201),
    'GET /v1/conversations': () => json({ data: [], nextCursor: null }),
    'GET /v1/conversations/*/messages': () => json({ data: [], nextCursor: null }),
    [ask]: (_call, nth) =>
      eventStream({
        parts: answerParts([`Answer ${nth}.`]),
        headers: { 'x-askwell-run-id': `run_${nth}`, 'x-askwell-message-id': `msg_${nth}` },
      }),
    'DELETE /v1/visitors/me': () => json({}, 200),
    ...routes,
  });
  const given = { baseUrl: 'https://chat.example.com', key: 'pk_1', fetch: server.fetch, clock: createTestClock(), storage };
  return { chat: createChatSession({ ...given, ...options }), server, storage };
}

const bodies = (server: ScriptedServer, path: RegExp): unknown[] =>
  server.calls.flatMap((call) => (call.method === 'POST' && path.test(call.path) ? [call.body] : []));
const asked = (server: ScriptedServer): NewMessage[] => bodies(server, /messages$/) as NewMessage[];
const texts = (chat: ChatSession): string[] => chat.getState().items.map(({ text }) => text);

afterEach(() => vi.unstubAllGlobals());

it('regenerates and edits in the place of the last turn, and a retry names it again (rule 25)', async () => {
  const { chat, server } = open({
    [ask]: (_call, nth) =>
      nth === 3
        ? problem(503, 'SERVICE_UNAVAILABLE')
        : eventStream({
            parts: answerParts([`Answer ${nth}.`]),
            headers: { 'x-askwell-run-id': `run_${nth}`, 'x-askwell-message-id': `msg_${nth}` },
          }),
  });
  await chat.send('Why?');
  await chat.regenerate();
  expect(texts(chat)).toEqual(['Why?', 'Answer 2.']);
  expect(asked(server)[1]).toMatchObject({ text: 'Why?', replaces: 'msg_1' });

  await chat.edit('Why not?');
  expect(chat.getState().items).toMatchObject([{ text: 'Why not?', state: 'failed', replaces: 'msg_2' }]);
  await chat.retry();
  expect(texts(chat)).toEqual(['Why not?', 'Answer 4.']);
  expect(asked(server)[3]).toEqual({ ...asked(server)[2], text: 'Why not?', replaces: 'msg_2' });
});

it('sends ready attachments with the next question, into one conversation, and keeps a failed one (rule 26)', async () => {
  const { chat, server } = open({
    [attachments]: (_call, nth) =>
      nth === 2
        ? problem(422, 'INVALID_REQUEST')
        : json({ id: `att_${nth}`, name: 'a.txt', bytes: 1, mediaType: 'text/plain' }, 201),
  });
  await chat.attach(new Blob(['a']), 'a.txt');
  await chat.attach(new Blob(['b']), 'b.txt');
  expect(chat.getState().attachments).toMatchObject([
    { id: 'att_1', state: 'ready' },
    { name: 'b.txt', state: 'failed' },
  ]);
  await chat.send('Why?');
  expect(asked(server)).toMatchObject([{ attachments: ['att_1'] }]);
  expect(chat.getState().items[0]).toMatchObject({ kind: 'question', attachments: [{ id: 'att_1' }] });
  expect(server.count('POST /v1/conversations')).toBe(1);
  const [failed] = chat.getState().attachments;
  expect(chat.getState().attachments).toHaveLength(1);
  await chat.detach(failed?.id ?? '');
  expect(chat.getState().attachments).toEqual([]);
});

it('identifies quietly before the chat was used, and shows nothing of the former visitor after (rule 27)', async () => {
  const { chat, server, storage } = open();
  await chat.identify('who-1');
  expect(server.calls).toHaveLength(0);
  await chat.send('Why?');
  expect(bodies(server, /sessions$/) as NewSession[]).toMatchObject([{ identityToken: 'who-1' }]);
  expect(storage.getItem(visitorKey)).toBeNull();
  await chat.identify('who-2');
  expect(chat.getState()).toMatchObject({ conversationId: null, items: [] });
  await chat.send('And me?');
  expect(bodies(server, /sessions$/)).toHaveLength(2);
  expect(storage.getItem(visitorKey)).toBeNull();
});

it('restores an identified visitor’s newest conversation of another device (rule 28)', async () => {
  const messages: Message[] = [{ id: 'msg_0', role: 'user', text: 'Old?', clientMessageId: 'c0', createdAt: '' }];
  const { chat } = open(
    {
      'GET /v1/conversations': () => json({ data: [{ id: 'cnv_9' }], nextCursor: null }),
      'GET /v1/conversations/*/messages': () => json({ data: messages, nextCursor: null }),
    },
    { getIdentityToken: () => Promise.resolve('who-1') },
  );
  await chat.restore();
  expect(chat.getState()).toMatchObject({ conversationId: 'cnv_9', items: [{ text: 'Old?' }] });
});

it('forgets the visitor, and deletes its data first where that is asked for (rule 29)', async () => {
  const { chat, server, storage } = open({
    'DELETE /v1/visitors/me': (_call, nth) => (nth === 1 ? problem(403, 'FORBIDDEN') : json({}, 200)),
  });
  await chat.send('Why?');
  expect(storage.size).toBe(2);
  expect(await chat.clearData()).toBe(false);
  expect(chat.getState().items).toHaveLength(2);
  expect(await chat.clearData()).toBe(true);
  expect(chat.getState().items).toEqual([]);
  expect(storage.size).toBe(0);
  await chat.send('Who am I?');
  expect((bodies(server, /sessions$/) as NewSession[]).map(({ visitorToken }) => visitorToken)).toEqual([undefined, undefined]);
  chat.reset();
  expect(storage.size).toBe(0);
});

it('leaves a running answer to go on when another conversation is opened (rule 30)', async () => {
  const { chat, server } = open({
    [ask]: () =>
      eventStream({
        parts: answerParts(['So']).slice(0, 4),
        hold: true,
        headers: { 'x-askwell-run-id': 'run_1', 'x-askwell-message-id': 'msg_1' },
      }),
  });
  void chat.send('Why?');
  await until(() => chat.getState().status === 'streaming');
  await chat.openConversation('cnv_7');
  expect(chat.getState()).toMatchObject({ conversationId: 'cnv_7', status: 'idle', items: [] });
  expect(server.count('POST /v1/runs/*/stop')).toBe(0);
});

it('shows the conversation that another tab of this browser has begun, once it was opened (rule 37)', async () => {
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  const local = createMemoryStorage();
  vi.stubGlobal('localStorage', local);
  const messages: Message[] = [{ id: 'msg_0', role: 'user', text: 'Asked there?', clientMessageId: 'c0', createdAt: '' }];
  const routes = { 'GET /v1/conversations/*/messages': () => json({ data: messages, nextCursor: null }) };
  const { chat, server } = open(routes, { storage: undefined });
  const key = 'askwell:conversation:https://chat.example.com:pk_1';
  const begun = (): void => {
    local.setItem(key, 'cnv_5');
    page.dispatchEvent(Object.assign(new Event('storage'), { key, newValue: 'cnv_5' }));
  };
  begun();
  expect(server.calls).toHaveLength(0);
  local.removeItem(key);
  await chat.restore();
  expect(server.calls).toHaveLength(0);
  begun();
  await until(() => texts(chat).includes('Asked there?'));
  chat.close();
});
