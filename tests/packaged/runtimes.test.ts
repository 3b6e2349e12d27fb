import type { AcceptedDocument, CreatedTenant, Document, Session } from '@askwell/contract';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../support/free-port.js';
import { installPacked, outsideDirectory } from '../support/packed.js';
import { installRuntimes, type Runtime } from '../support/runtimes.js';
import { startServer, type RunningServer } from '../support/start-server.js';
import type { Use } from './fixtures/use-sdk.js';

const fixture = fileURLToPath(new URL('fixtures/use-sdk.ts', import.meta.url));
const question = 'Within how many days can I return an item?';
const origin = 'https://shop.example';

let server: RunningServer;
let project: string;
let use: Use;
let runtimes: Runtime[];

beforeAll(async () => {
  project = await outsideDirectory();
  [runtimes, server] = await Promise.all([
    installRuntimes(),
    startServer({ env: { ASKWELL_LIMITS: 'off' } }),
    installPacked(project, ['sdk', 'contract']),
  ]);
  use = await openShop();
  // the bundle that a site or a worker would have: no Node built-in is in it
  await build({
    entryPoints: [fixture],
    outfile: path.join(project, 'use-sdk.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    nodePaths: [path.join(project, 'node_modules')],
  });
});
afterAll(async () => {
  await server.stop();
  await rm(project, { recursive: true, force: true });
});

async function call<T>(method: string, address: string, key: string | undefined, body?: unknown): Promise<T> {
  const response = await fetch(`${server.url}${address}`, {
    method,
    headers: { origin, 'content-type': 'application/json', ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function openShop(): Promise<Use> {
  const tenant = await call<CreatedTenant>('POST', '/v1/tenants', server.platformKey, { name: 'Shop', allowedOrigins: [origin] });
  const { secret, publishable } = tenant.keys;
  const document = { title: 'Returns', text: '# Returns\n\nYou can return any item within 30 days of delivery.' };
  const { id } = await call<AcceptedDocument>('POST', '/v1/documents', secret, document);
  while ((await call<Document>('GET', `/v1/documents/${id}`, secret)).status !== 'ready') await sleep(50);
  const { token } = await call<Session>('POST', '/v1/sessions', undefined, { key: publishable });
  return { baseUrl: server.url, token, secretKey: secret, question };
}

/** Runs the program as a script. */
async function runScript({ binary, args }: Runtime): Promise<unknown> {
  const script = path.join(project, 'main.mjs');
  await writeFile(
    script,
    `import { useSdk } from './use-sdk.mjs';\nconsole.log(JSON.stringify(await useSdk(${JSON.stringify(use)})));\n`,
  );
  const { stdout } = await promisify(execFile)(binary, [...args, script], { cwd: project, timeout: 60_000 });
  return JSON.parse(stdout);
}

/** Runs the program in a worker, whose answer to a request is the result. */
async function runWorker({ binary, args }: Runtime): Promise<unknown> {
  await writeFile(
    path.join(project, 'worker.mjs'),
    `import { useSdk } from './use-sdk.mjs';\nexport default { fetch: async () => Response.json(await useSdk(${JSON.stringify(use)})) };\n`,
  );
  const port = await freePort();
  const config = path.join(project, 'worker.capnp');
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        (name = "worker.mjs", esModule = embed "worker.mjs"),
        (name = "use-sdk.mjs", esModule = embed "use-sdk.mjs"),
      ],
      compatibilityDate = "2026-01-01",
      globalOutbound = "machine",
    )),
    (name = "machine", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`,
  );
  const child = spawn(binary, [...args, config], { cwd: project, stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  try {
    for (let tries = 0; ; tries += 1) {
      const response = await fetch(`http://127.0.0.1:${port}`).catch(() => undefined);
      if (response?.ok === true) return await response.json();
      if (response !== undefined || tries === 100) throw new Error(`workerd: ${response?.status ?? 'no answer'} ${errors}`);
      await sleep(100);
    }
  } finally {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
  }
}

it.each(['Node 20', 'Node 22', 'Node 24', 'Deno', 'Bun', 'workerd'])(
  'the sdk answers, resumes, follows and fails alike in %s',
  async (name) => {
    const runtime = runtimes.find((other) => other.name === name);
    if (runtime === undefined) throw new Error(`${name} was not installed`);
    const result = await (name === 'workerd' ? runWorker(runtime) : runScript(runtime));
    const text = expect.stringContaining('30 days') as string;
    expect(result).toEqual({
      refreshes: 2,
      events: ['ready', 'answer-started', 'answer-ended'],
      text,
      citations: 1,
      types: ['finish'],
      chat: { state: 'complete', text },
      unknown: { name: 'AskwellProblemError', code: 'NOT_FOUND', status: 404, retryable: false },
      aborted: { name: 'AskwellAbortError', code: 'ABORTED', retryable: false },
      answered: true,
      quoted: true,
      uploaded: 'doc_',
    });
  },
);
