import { isProblem, type Problem } from '@askwell/contract';
import type { Command } from 'commander';
import { readEnvironment } from '../env.js';
import { demoTenantFile, readDemoTenant, readPlatformKey } from './key-files.js';

/** A call that did not succeed, told as one line. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly problem: Problem | undefined;

  constructor(message: string, problem?: Problem) {
    super(message);
    this.problem = problem;
  }
}

export interface ApiClient {
  /** Address of the server, without a trailing slash. */
  readonly base: string;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
}

export interface GlobalOptions {
  json: boolean;
  url?: string;
  key?: string;
}

export async function createApiClient(command: Command, role: 'platform' | 'secret'): Promise<ApiClient> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const env = readEnvironment(process.env);
  const base = (options.url ?? process.env['ASKWELL_URL'] ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  const key = options.key ?? (role === 'platform' ? await findPlatformKey(env) : await findSecretKey(env.ASKWELL_DATA_DIR));
  return {
    base,
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const isForm = body instanceof FormData;
      const response = await request(base, path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const parsed: unknown = text === '' ? undefined : parseJson(text);
      if (response.ok) return parsed as T;
      if (isProblem(parsed)) throw new CallFailed(`${parsed.detail} (${parsed.code}, request ${parsed.requestId})`, parsed);
      throw new CallFailed(`${base} answered ${response.status} without a problem. Is it an Askwell server?`);
    },
  };
}

async function request(base: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(base + path, init);
  } catch {
    // Whatever kept the call from a server, the person's next step is the same.
    throw new CallFailed(`No server answers at ${base}. Start one with "askwell serve", or name another with --url.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller tells what was wrong by the status.
    return undefined;
  }
}

async function findPlatformKey(env: { ASKWELL_PLATFORM_KEY?: string | undefined; ASKWELL_DATA_DIR: string }): Promise<string> {
  const key = env.ASKWELL_PLATFORM_KEY ?? (await readPlatformKey(env.ASKWELL_DATA_DIR));
  if (key === undefined) throw new CallFailed('No platform key was found. Set ASKWELL_PLATFORM_KEY, or use --key.');
  return key;
}

async function findSecretKey(dataDir: string): Promise<string> {
  const key = process.env['ASKWELL_SECRET_KEY'] ?? (await readDemoTenant(dataDir))?.tenant.keys.secret;
  if (key === undefined) {
    const places = `ASKWELL_SECRET_KEY is not set, and ${demoTenantFile(dataDir)} does not exist`;
    throw new CallFailed(`No secret key was found: ${places}. Use --key sk_..., or run this in the folder of the server.`);
  }
  return key;
}
