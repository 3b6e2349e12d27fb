import { createConfig, lintFromString } from '@redocly/openapi-core';
import { createAdminClient, type AdminClient } from '@askwell/sdk/admin';
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked, outsideDirectory } from '../support/packed.js';
import { startServer, type RunningServer } from '../support/start-server.js';

const execute = promisify(execFile);

let server: RunningServer;
let source: string;

beforeAll(async () => {
  server = await startServer();
  source = await (await fetch(`${server.url}/openapi.json`)).text();
});
afterAll(() => server.stop());

it('passes the linter without an error', async () => {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  const errors = problems
    .filter(({ severity, ignored }) => severity === 'error' && ignored !== true)
    .map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer ?? '?'}: ${message}`);
  expect(errors).toEqual([]);
});

interface AdminCall {
  send(admin: AdminClient): Promise<unknown>;
  /** The method's type; `takes` and `gives` where its body and its answer are not simply the first argument and the result. */
  method: string;
  takes?: string;
  gives?: string;
}

/** The method of `@askwell/sdk/admin` behind each call with a secret key. */
const adminCalls: Record<string, AdminCall> = {
  'get /v1/assistants': { send: (admin) => admin.assistants.list(), method: "['assistants']['list']" },
  'get /v1/assistants/{id}': { send: (admin) => admin.assistants.get('{id}'), method: "['assistants']['get']" },
  'patch /v1/assistants/{id}': {
    send: (admin) => admin.assistants.update('{id}', {}),
    method: "['assistants']['update']",
    takes: 'Parameters<Method>[1]',
  },
  'get /v1/documents': { send: (admin) => admin.documents.page(), method: "['documents']['page']" },
  'post /v1/documents': {
    send: (admin) => admin.documents.create({ url: 'https://a.example' }),
    method: "['documents']['create']",
  },
  'post /v1/documents/batch': {
    send: (admin) => admin.documents.createBatch([]),
    method: "['documents']['createBatch']",
    takes: '{ documents: [...Parameters<Method>[0]] }',
    gives: '{ data: Awaited<ReturnType<Method>> }',
  },
  'get /v1/documents/{id}': { send: (admin) => admin.documents.get('{id}'), method: "['documents']['get']" },
  'delete /v1/documents/{id}': { send: (admin) => admin.documents.delete('{id}'), method: "['documents']['delete']" },
  'get /v1/questions': { send: (admin) => admin.questions.page(), method: "['questions']['page']" },
  'post /v1/questions/answer': {
    send: (admin) => admin.questions.answer({ question: 'x', answer: 'y' }),
    method: "['questions']['answer']",
  },
  'get /v1/sources': { send: (admin) => admin.sources.page(), method: "['sources']['page']" },
  'post /v1/sources': {
    send: (admin) => admin.sources.create({ kind: 'website', url: 'https://a.example' }),
    method: "['sources']['create']",
  },
  'get /v1/sources/{id}': { send: (admin) => admin.sources.get('{id}'), method: "['sources']['get']" },
  'patch /v1/sources/{id}': {
    send: (admin) => admin.sources.update('{id}', {}),
    method: "['sources']['update']",
    takes: 'Parameters<Method>[1]',
  },
  'delete /v1/sources/{id}': { send: (admin) => admin.sources.delete('{id}'), method: "['sources']['delete']" },
  'post /v1/sources/{id}/sync': { send: (admin) => admin.sources.sync('{id}'), method: "['sources']['sync']" },
  'post /v1/sources/{id}/pause': { send: (admin) => admin.sources.pause('{id}'), method: "['sources']['pause']" },
  'post /v1/sources/{id}/cancel': { send: (admin) => admin.sources.cancel('{id}'), method: "['sources']['cancel']" },
  'get /v1/sources/{id}/pages': { send: (admin) => admin.sources.pages('{id}'), method: "['sources']['pages']" },
  'get /v1/sources/{id}/events': {
    // the document knows nothing of what a stream holds
    send: (admin) => readAll(admin.sources.events('{id}')),
    method: "['sources']['events']",
    takes: 'unknown',
    gives: "'no type was made'",
  },
  'get /v1/visitors': { send: (admin) => admin.visitors.page(), method: "['visitors']['page']" },
  'get /v1/visitors/{id}': { send: (admin) => admin.visitors.get('{id}'), method: "['visitors']['get']" },
  'delete /v1/visitors/{id}': { send: (admin) => admin.visitors.delete('{id}'), method: "['visitors']['delete']" },
  'post /v1/identity-secrets': { send: (admin) => admin.identitySecrets.create(), method: "['identitySecrets']['create']" },
  'get /v1/identity-secrets': {
    send: (admin) => admin.identitySecrets.list(),
    method: "['identitySecrets']['list']",
    gives: '{ data: Awaited<ReturnType<Method>> }',
  },
  'delete /v1/identity-secrets/{id}': {
    send: (admin) => admin.identitySecrets.revoke('{id}'),
    method: "['identitySecrets']['revoke']",
  },
  'get /v1/handoffs': { send: (admin) => admin.handoffs.page(), method: "['handoffs']['page']" },
  'patch /v1/handoffs/{id}': {
    send: (admin) => admin.handoffs.update('{id}', { status: 'closed' }),
    method: "['handoffs']['update']",
    takes: 'Parameters<Method>[1]',
  },
  'put /v1/webhook': { send: (admin) => admin.webhook.set({ url: 'https://a.example' }), method: "['webhook']['set']" },
  'get /v1/webhook': { send: (admin) => admin.webhook.get(), method: "['webhook']['get']" },
  'delete /v1/webhook': { send: (admin) => admin.webhook.delete(), method: "['webhook']['delete']" },
  'post /v1/webhook/secret': { send: (admin) => admin.webhook.renewSecret(), method: "['webhook']['renewSecret']" },
  'post /v1/webhook/test': { send: (admin) => admin.webhook.test(), method: "['webhook']['test']" },
  'get /v1/webhook/deliveries': { send: (admin) => admin.webhook.deliveries(), method: "['webhook']['deliveries']" },
  'get /v1/usage': { send: (admin) => admin.usage(), method: "['usage']" },
  'post /v1/search': { send: (admin) => admin.search({ query: 'x' }), method: "['search']" },
  'post /v1/answers': { send: (admin) => admin.answer({ question: 'x' }), method: "['answer']" },
};

/** These have OpenAI's shape, and the `openai` package for a client. */
const openAiCalls = ['post /v1/chat/completions', 'get /v1/models', 'get /v1/models/{id}'];

describe('@askwell/sdk/admin', () => {
  it('has a method for each call with a secret key', async () => {
    const { paths } = JSON.parse(source) as { paths: Record<string, Record<string, { security?: object[] }>> };
    const calls = Object.entries(paths).flatMap(([route, operations]) =>
      Object.entries(operations)
        .filter(([, { security = [] }]) => security.some((scheme) => 'secretKey' in scheme))
        .map(([verb]) => `${verb} ${route}`),
    );
    const expected = calls.filter((call) => !openAiCalls.includes(call));
    expect(expected.toSorted()).toEqual(Object.keys(adminCalls).toSorted());

    for (const [call, { send }] of Object.entries(adminCalls)) {
      let sent = '';
      const record = (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
        const url = new URL(input instanceof Request ? input.url : input);
        sent = `${(init?.method ?? 'get').toLowerCase()} ${decodeURIComponent(url.pathname)}`;
        // An answer that is no event stream would be asked for again and again; an event stream that ends is not.
        if (sent.endsWith('/events')) {
          return Promise.resolve(new Response('data: [DONE]\n\n', { headers: { 'content-type': 'text/event-stream' } }));
        }
        return Promise.resolve(Response.json({}));
      };
      await send(createAdminClient({ baseUrl: 'https://api.example', secretKey: 'sk_1', fetch: record }));
      expect(sent).toBe(call);
    }
  });

  it('has types that those made from /openapi.json take and give', async () => {
    const directory = await outsideDirectory();
    try {
      await installPacked(directory, ['sdk'], { 'openapi-typescript': '7.13.0', typescript: '5.9.3' });
      await writeFile(path.join(directory, 'openapi.json'), source);
      await writeFile(path.join(directory, 'check.ts'), typeCheck());
      const bin = (name: string): string => path.join(directory, 'node_modules', name);
      const generate = ['openapi.json', '-o', 'openapi.ts', '--default-non-nullable=false'];
      await execute(process.execPath, [bin('openapi-typescript/bin/cli.js'), ...generate], { cwd: directory });
      const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', 'check.ts'];
      const { stdout } = await execute(process.execPath, [bin('typescript/bin/tsc'), ...options], { cwd: directory }).catch(
        (error: unknown) => error as { stdout: string },
      );
      expect(stdout).toBe('');
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});

async function readAll(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) void event;
}

/**
 * A program that compiles only if each method's input fits the call's body, and the call's answer the method's result; and if each
 * says all that the other does, optional fields included.
 */
function typeCheck(): string {
  const checks = Object.entries(adminCalls).map(([call, { method, takes = 'Parameters<Method>[0]', gives }]) => {
    const [verb, route] = call.split(' ');
    const operation = `paths['${route}']['${verb}']`;
    return `{
  type Method = AdminClient${method};
  type Taken = ${takes};
  type Given = ${gives ?? 'Awaited<ReturnType<Method>>'};
  type Wanted = Body<${operation}, Taken>;
  fits<Wanted, Taken>();
  fits<Given, Answer<${operation}>>();
  fits<Full<Taken>, Full<Wanted>>();
  fits<Full<Wanted>, Full<Taken>>();
  fits<Full<Answer<${operation}>>, Full<Given>>();
  fits<Full<Given>, Full<Answer<${operation}>>>();
}`;
  });
  return `import type { AdminClient } from '@askwell/sdk/admin';
import type { paths } from './openapi.js';
type Json<Part> = Part extends { content: { 'application/json': infer Type } } ? Type : never;
/** A call without a body takes whatever the method has for options. */
type Body<Operation, Taken> = Operation extends { requestBody: infer Part } ? Known<Json<Part>> : Taken;
type Answer<Operation> = Operation extends { responses: infer All }
  ? 204 extends keyof All ? void : Known<Json<All[keyof All & (200 | 201 | 202)]>>
  : never;
/** \`never\` would fit everything. */
type Known<Type> = [Type] extends [never] ? 'no type was made' : Type;
function fits<_To, _From extends _To>(): void {}
/** Without optional fields, so that one that is missing on one side is told. */
type Full<Type> = Type extends readonly (infer Item)[]
  ? Full<Item>[]
  : Type extends object ? { [Key in keyof Type]-?: Full<Exclude<Type[Key], undefined>> } : Type;
${checks.join('\n')}
`;
}
