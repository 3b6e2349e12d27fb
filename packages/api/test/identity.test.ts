import type { Conversation, CreatedIdentitySecret, Message, Page, Problem, Session, VisitorSelf } from '@askwell/contract';
import { createHmac, generateKeyPairSync, createSign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionsOf, visitorOf, type OpenSession } from './support/open-session.js';
import { readEvents } from './support/read-events.js';
import { shopDocuments } from './support/shop-documents.js';
import { createTestApp, json, type TestApp, type TestTenant } from './support/test-app.js';

let app: TestApp;
let shop: TestTenant;
let open: OpenSession;
let secret: CreatedIdentitySecret;

beforeAll(async () => {
  app = await createTestApp();
  shop = await app.createTenant();
  open = sessionsOf(app, shop);
  await shop.learn(...shopDocuments);
  secret = await json(await shop.call('POST', '/v1/identity-secrets'));
});
afterAll(() => app.close());

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function sign(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = { kid: secret.id },
  key = secret.secret,
): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT', ...header })}.${encode({ exp: inSeconds(600), ...claims })}`;
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
}

async function refusal(identityToken: string): Promise<string> {
  const response = await open({ identityToken });
  const problem = (await response.json()) as Problem;
  expect({ status: response.status, code: problem.code }).toEqual({ status: 401, code: 'IDENTITY_INVALID' });
  return problem.detail;
}

describe('identity secrets', () => {
  it('are shown once, at most two at a time, and refuse their tokens once revoked', async () => {
    const tenant = await app.createTenant();
    const openHere = sessionsOf(app, tenant);
    const first = await json<CreatedIdentitySecret>(await tenant.call('POST', '/v1/identity-secrets'));
    const second = await json<CreatedIdentitySecret>(await tenant.call('POST', '/v1/identity-secrets'));
    expect(first.secret).toMatch(/^ids_[\w-]{43}$/);
    expect((await tenant.call('POST', '/v1/identity-secrets')).status).toBe(409);
    const listed = await (await tenant.call('GET', '/v1/identity-secrets')).text();
    expect(JSON.parse(listed)).toMatchObject({ data: [{ id: first.id }, { id: second.id }] });
    expect(listed).not.toContain('ids_');

    const tokens = [first, second].map(({ id, secret: key }) => sign({ sub: 'u1' }, { kid: id }, key));
    // Without kid, each living secret is tried.
    tokens.push(sign({ sub: 'u1' }, {}, second.secret));
    for (const identityToken of tokens) expect((await openHere({ identityToken })).status).toBe(201);
    expect((await tenant.call('DELETE', `/v1/identity-secrets/${first.id}`)).status).toBe(204);
    expect((await tenant.call('DELETE', `/v1/identity-secrets/${first.id}`)).status).toBe(404);
    expect((await openHere({ identityToken: tokens[0] })).status).toBe(401);
    expect((await openHere({ identityToken: tokens[1] })).status).toBe(201);
    expect((await tenant.call('POST', '/v1/identity-secrets')).status).toBe(201);
  });

  it('are stored sealed', async () => {
    const rows = await app.deps.database.sql.begin(async (tx) => {
      await tx`select set_config('role', 'askwell_app', true), set_config('app.tenant_id', ${shop.tenant.id}, true)`;
      return tx<{ secret: string }[]>`select secret from identity_secrets where tenant_id = ${shop.tenant.id}`;
    });
    expect(rows[0]?.secret).toMatch(/^v1\./);
    expect(rows[0]?.secret).not.toContain(secret.secret.slice(4));
  });
});

describe('identity tokens', () => {
  it('are refused where they are forged, late, boundless, or of another tenant', async () => {
    const good = sign({ sub: 'u1' });
    const [header = '', payload = '', signature = ''] = good.split('.');
    expect((await open({ identityToken: good })).status).toBe(201);

    expect(await refusal('nonsense')).toContain('not a JWT');
    expect(await refusal(`${encode({ alg: 'none' })}.${payload}.`)).toContain('HS256');
    expect(await refusal(`${encode({ alg: 'HS512', kid: secret.id })}.${payload}.${signature}`)).toContain('HS256');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rsa = `${encode({ alg: 'RS256', kid: secret.id })}.${payload}`;
    await refusal(`${rsa}.${createSign('RSA-SHA256').update(rsa).sign(privateKey).toString('base64url')}`);
    expect(await refusal(`${header}.${encode({ sub: 'u2', exp: inSeconds(600) })}.${signature}`)).toContain('signature');
    expect(await refusal(sign({ sub: 'u1' }, { kid: 'idk_unknown' }))).toContain('kid');
    expect(await refusal(sign({ sub: 'u1' }, { kid: secret.id }, `${secret.secret}x`))).toContain('signature');
    expect(await refusal(sign({ sub: 'u1', exp: inSeconds(-120) }))).toContain('expired');
    expect(await refusal(sign({ sub: 'u1', exp: undefined }))).toContain('exp');
    expect(await refusal(sign({ sub: 'u1', exp: inSeconds(3 * 86_400) }))).toContain('24 hours');
    expect(await refusal(sign({ sub: 'u1', nbf: inSeconds(600) }))).toContain('nbf');
    expect(await refusal(sign({}))).toContain('sub');
    expect(await refusal(sign({ sub: ' ' }))).toContain('sub');
    expect(await refusal(sign({ sub: 'x'.repeat(201) }))).toContain('sub');
    expect(await refusal(sign({ sub: 'a\u0000b' }))).toContain('sub');

    const other = await app.createTenant();
    const foreign = await json<CreatedIdentitySecret>(await other.call('POST', '/v1/identity-secrets'));
    await refusal(sign({ sub: 'u1' }, { kid: foreign.id }, foreign.secret));
    await refusal(sign({ sub: 'u1' }, {}, foreign.secret));
    // Clocks differ by a little.
    expect((await open({ identityToken: sign({ sub: 'u1', exp: inSeconds(-30) }) })).status).toBe(201);
  });

  it('make one visitor of a user’s devices, and tell its name and mail', async () => {
    const identityToken = sign({ sub: 'ann', name: 'Ann Lee', email: 'ann@example.com' });
    const phone = await visitorOf(app, open({ identityToken }));
    const laptop = await visitorOf(app, open({ identityToken: sign({ sub: 'ann', name: 'Ann B. Lee' }) }));
    expect(laptop.id).toBe(phone.id);
    const conversationId = await phone.startConversation();
    await readEvents(await phone.ask('How long is the warranty?', { conversationId }));
    const { data } = await json<Page<Conversation>>(await laptop.call('GET', '/v1/conversations'));
    expect(data.map(({ id }) => id)).toEqual([conversationId]);
    const self = await json<VisitorSelf>(await laptop.call('GET', '/v1/visitors/me'));
    expect(self.identity).toEqual({ userId: 'ann', name: 'Ann B. Lee', email: null });
    const listed = await json<Page<{ id: string }>>(await shop.call('GET', '/v1/visitors'));
    expect(listed.data.map(({ id }) => id)).toContain(phone.id);
  });

  it('show nothing of the former user, whose token is no credential without them', async () => {
    const bob = await visitorOf(app, open({ identityToken: sign({ sub: 'bob' }) }));
    const conversationId = await bob.startConversation();
    const carol = await visitorOf(app, open({ identityToken: sign({ sub: 'carol' }), visitorToken: bob.token }));
    expect(carol.id).not.toBe(bob.id);
    expect((await carol.call('GET', `/v1/conversations/${conversationId}/messages`)).status).toBe(404);
    const nobody = await json<Session>(await open({ visitorToken: bob.token }));
    expect(nobody.visitor.id).not.toBe(bob.id);
    expect(nobody.visitor.verified).toBe(false);
  });
});

describe('anonymous history', () => {
  it('stays apart unless the assistant lets users claim it', async () => {
    const anonymous = await shop.visitor();
    const conversationId = await anonymous.startConversation();
    const user = await visitorOf(app, open({ identityToken: sign({ sub: 'dora' }), visitorToken: anonymous.token }));
    expect((await user.call('GET', `/v1/conversations/${conversationId}`)).status).toBe(404);
    expect((await anonymous.call('GET', `/v1/conversations/${conversationId}`)).status).toBe(200);
  });

  it('is claimed once, with its runs and ratings; the anonymous token is refused from then on', async () => {
    await shop.call('PATCH', `/v1/assistants/${shop.assistant.id}`, { claimAnonymous: true });
    const anonymous = await shop.visitor();
    const conversationId = await anonymous.startConversation();
    const answer = await anonymous.ask('How long is the warranty?', { conversationId });
    const runId = answer.headers.get('x-askwell-run-id') ?? '';
    const messageId = answer.headers.get('x-askwell-message-id') ?? '';
    await readEvents(answer);
    await anonymous.call('PUT', `/v1/messages/${messageId}/feedback`, { rating: 'up' });

    const visitorToken = anonymous.token;
    const erin = await visitorOf(app, open({ identityToken: sign({ sub: 'erin' }), visitorToken }));
    const { data } = await json<Page<Message>>(await erin.call('GET', `/v1/conversations/${conversationId}/messages`));
    expect(data[1]).toMatchObject({ id: messageId, feedback: { rating: 'up' } });
    expect((await erin.call('GET', `/v1/runs/${runId}/events`)).status).toBe(200);
    expect((await erin.call('PUT', `/v1/messages/${messageId}/feedback`, { rating: 'down' })).status).toBe(200);

    for (const path of [`/v1/conversations/${conversationId}`, '/v1/conversations', `/v1/runs/${runId}/events`])
      expect((await anonymous.call('GET', path)).status).toBe(401);
    expect((await anonymous.call('POST', '/v1/conversations')).status).toBe(401);
    const frank = await visitorOf(app, open({ identityToken: sign({ sub: 'frank' }), visitorToken }));
    expect((await json<Page<unknown>>(await frank.call('GET', '/v1/conversations'))).data).toEqual([]);
    // A user's own history is nobody's to claim.
    const thief = await visitorOf(app, open({ identityToken: sign({ sub: 'frank' }), visitorToken: erin.token }));
    expect((await thief.call('GET', `/v1/conversations/${conversationId}`)).status).toBe(404);
    expect((await erin.call('GET', `/v1/conversations/${conversationId}`)).status).toBe(200);
    await shop.call('PATCH', `/v1/assistants/${shop.assistant.id}`, { claimAnonymous: false });
  });
});

it('refuses anonymous sessions where identity is enforced', async () => {
  const tenant = await app.createTenant();
  const openHere = sessionsOf(app, tenant);
  const { id, secret: key } = await json<CreatedIdentitySecret>(await tenant.call('POST', '/v1/identity-secrets'));
  const former = await tenant.visitor();
  await tenant.call('PATCH', `/v1/assistants/${tenant.assistant.id}`, { identity: 'enforced' });
  for (const response of [await openHere(), await openHere({ visitorToken: former.token })]) {
    expect(response.status).toBe(401);
    const problem = (await response.json()) as Problem;
    expect(problem.code).toBe('IDENTITY_REQUIRED');
    expect(problem.detail).toContain('identityToken');
  }
  expect((await openHere({ identityToken: sign({ sub: 'u' }, { kid: id }, key) })).status).toBe(201);
});
