import type { Answer, CreatedTenant } from '@askwell/contract';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../../tests/support/free-port.js';
import { startServer, type RunningServer } from '../../../tests/support/start-server.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

let folder: string;
let database: TestDatabase;
let server: RunningServer;
let variables: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-cli-'));
  const docs = join(folder, 'docs');
  await mkdir(docs);
  await writeFile(join(docs, 'bees.md'), '# Bees\n\nA hive of bees makes about eleven kilos of honey in a year.\n');
  await writeFile(join(docs, 'wasps.md'), '# Wasps\n\nWasps build their nests of paper.\n');
  database = await createTestDatabase();
  const env = database.url === undefined ? {} : { DATABASE_URL: database.url };
  server = await startServer({ dataDir: join(folder, 'data'), args: ['--demo', '--docs', docs], env: { ...env } });
  variables = { ...env, ASKWELL_DATA_DIR: server.dataDir, ASKWELL_URL: server.url, ASKWELL_PLATFORM_KEY: server.platformKey };
  await untilLogged('is ready');
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function untilLogged(text: string): Promise<void> {
  while (!server.logs().includes(text)) {
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

function askwell(args: string[], more: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [cli, ...args],
      { env: { PATH: process.env['PATH'], ...variables, ...more } },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

describe('askwell', () => {
  it('serves a demo tenant that answers from its docs', async () => {
    expect(server.logs()).toContain(`${server.url.replace('127.0.0.1', 'localhost')}/docs/api`);
    const { stdout } = await askwell(['ask', 'How much honey does a hive make in a year?']);
    expect(stdout).toContain('eleven kilos');
    expect(stdout).toContain('[1] Bees');
    const page = await fetch(`${server.url}/docs/bees`);
    expect(await page.text()).toContain('eleven kilos');
  });

  it('keeps its keys where only their owner reads them', async () => {
    expect((await stat(join(server.dataDir, 'demo-tenant.json'))).mode & 0o777).toBe(0o600);
  });

  it('refuses a file that is too large in a way that a client which is still sending can read', async () => {
    const { tenant } = JSON.parse(await readFile(join(server.dataDir, 'demo-tenant.json'), 'utf8')) as {
      tenant: { keys: { secret: string } };
    };
    const upload = new FormData();
    upload.set('file', new Blob([new Uint8Array(200 * 1024 * 1024)]), 'large.txt');
    const response = await fetch(new URL('/v1/documents', server.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.keys.secret}` },
      body: upload,
    });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('says in JSON what it says in text', async () => {
    const { stdout } = await askwell(['--json', 'ask', 'What do wasps build their nests of?']);
    const answer = JSON.parse(stdout) as Answer;
    expect(answer.answered).toBe(true);
    expect(answer.citations[0]?.quote).toContain('paper');
  });

  it('makes tenants, and fills their knowledge from files, folders and failures alike', async () => {
    const created = await askwell(['--json', 'tenants', 'create', 'Garden', '--origin', 'https://garden.example']);
    const { keys } = JSON.parse(created.stdout) as CreatedTenant;
    const files = join(folder, 'garden');
    await mkdir(files);
    await writeFile(join(files, 'roses.md'), '# Roses\n\nCut roses back in early spring.\n');
    await writeFile(join(files, 'notes.txt'), 'Tulips want to be planted in October.');
    await writeFile(join(files, 'broken.pdf'), '%PDF-1.4 not really');
    await writeFile(join(files, 'ignored.bin'), 'x');
    const ingested = await askwell(['ingest', files], { ASKWELL_SECRET_KEY: keys.secret });
    expect(ingested.stdout).toContain('2 ready, 1 failed, 1 skipped');
    expect(ingested.stderr).toContain('broken.pdf');
    expect(ingested.code).toBe(1);
    const { stdout } = await askwell(['ask', 'When are tulips planted?', '--key', keys.secret]);
    expect(stdout).toContain('October');
  });

  it('tells a person what to do next, in one line', async () => {
    const line = async (args: string[], more: Record<string, string> = {}): Promise<string> => {
      const { code, stderr } = await askwell(args, more);
      expect(code).toBe(1);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      return stderr;
    };
    expect(await line(['ask', 'x', '--url', 'http://127.0.0.1:9'])).toContain('askwell serve');
    expect(await line(['ask', 'x', '--key', 'sk_wrong'])).toContain('UNAUTHENTICATED');
    expect(await line(['ingest', join(folder, 'nothing-here')])).toContain('nothing-here');
    expect(await line(['serve'], { PORT: 'many' })).toMatch(/^PORT must be/);
    expect(await line(['serve'], { DATABASE_URL: 'mysql://x' })).toMatch(/^DATABASE_URL must be/);
    expect(await line(['serve'], { OPENAI_MODEL: 'x' })).toMatch(/^OPENAI_API_KEY is missing/);
  });

  it('refuses a second process on the data directory of an embedded database, naming the first', async () => {
    const dataDir = join(folder, 'embedded');
    const first = await startServer({ dataDir });
    const { code, stderr } = await askwell(['serve'], { DATABASE_URL: '', PORT: '0', ASKWELL_DATA_DIR: dataDir });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(`process ${first.pid}`) as string });
    expect(await first.stop()).toBe(0);
  });

  it.each(['…', 'Reading'])('ends quietly on SIGTERM during its first start, once it says %s', async (moment) => {
    const dataDir = await mkdtemp(join(folder, 'starting-'));
    const child = spawn(process.execPath, [cli, 'serve', '--demo', '--docs', join(folder, 'docs')], {
      env: { PATH: process.env['PATH'], ...variables, ASKWELL_DATA_DIR: dataDir, PORT: String(await freePort()) },
    });
    let errors = '';
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      const had = output.includes(moment);
      output += chunk.toString();
      if (!had && output.includes(moment)) child.kill('SIGTERM');
    });
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toContain('Stopping …');
  });

  it('ends in order on SIGTERM and comes back with what it knew', async () => {
    const env = database.url === undefined ? {} : { DATABASE_URL: database.url };
    const args = ['--demo', '--docs', join(folder, 'docs')];
    expect(await server.stop()).toBe(0);
    server = await startServer({
      dataDir: server.dataDir,
      port: server.port,
      args,
      env: { ...env, ASKWELL_PLATFORM_KEY: server.platformKey },
    });
    await untilLogged('is ready');
    expect(server.logs()).not.toContain('Reading');
    expect((await askwell(['ask', 'What do wasps build their nests of?'])).stdout).toContain('paper');
  });

  it('keeps an assistant in a file: checked, pushed with its differences, pulled back as the same bytes', async () => {
    const file = join(folder, 'askwell.config.json');
    const missing = await askwell(['config', 'check', file]);
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('"askwell config pull" writes one') as string });

    const pulled = await askwell(['config', 'pull', file]);
    expect(pulled.stdout).toMatch(/^Wrote .* from ast_/);
    const first = await readFile(file, 'utf8');
    const config = JSON.parse(first) as { $schema: string };
    expect(config.$schema).toBe(`${server.url}/schema/askwell.config.json`);
    expect(await (await fetch(config.$schema)).json()).toMatchObject({ title: 'Askwell config' });
    expect((await askwell(['config', 'pull', file])).stdout).toContain('is up to date');

    await writeFile(file, JSON.stringify({ ...config, theme: { acent: '#0a7d4f' } }, null, 2));
    const bad = await askwell(['config', 'push', file]);
    expect(bad).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/:\d+:5 {2}theme: .*"acent"\. Did you mean "accent"/) as string,
    });

    await writeFile(file, JSON.stringify({ ...config, theme: { accent: '#0a7d4f' }, features: { voice: true } }));
    expect(await askwell(['config', 'check', file])).toMatchObject({ code: 0, stdout: `${file} is valid.\n` });
    const dry = await askwell(['config', 'push', file, '--dry-run']);
    expect(dry.stdout).toContain('+ features.voice  true');
    const pushed = await askwell(['config', 'push', file]);
    expect(pushed.stdout).toContain('+ theme.accent  "#0a7d4f"');
    expect(pushed.stdout).toMatch(/Changed ast_/);
    expect((await askwell(['config', 'push', file])).stdout).toMatch(/is as the file says/);
    await askwell(['config', 'pull', file]);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ theme: { accent: '#0a7d4f' }, features: { voice: true } });

    await writeFile(file, JSON.stringify({ ...config, theme: {}, features: {} }));
    await askwell(['config', 'push', file]);
    await askwell(['config', 'pull', file]);
    expect(await readFile(file, 'utf8')).toBe(first);
  }, 180_000); // A process for each of its twelve calls.
});
