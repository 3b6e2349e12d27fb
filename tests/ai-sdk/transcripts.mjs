// Prints what clients of others make of one answer of the demo: the `openai` package, the `ai` package's parser, and `useChat` in
// Chromium. Needs CHROMIUM_PATH: node scripts/services.mjs up chromium -- node tests/ai-sdk/transcripts.mjs [question]
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseJsonEventStream, uiMessageChunkSchema } from 'ai';
import { chromium } from 'playwright';
import { freePort } from '../../scripts/services/free-port.mjs';
import { waitFor } from '../../scripts/services/wait-for.mjs';
import { call } from '../bench/client.mjs';
import { startApi } from '../bench/processes.mjs';

const execute = promisify(execFile);
const question = process.argv[2] ?? 'Does the widget set cookies?';
const example = (name) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));

const dataDir = mkdtempSync(path.join(tmpdir(), 'askwell-transcripts-'));
const askwell = await startApi({ env: { ASKWELL_DATA_DIR: dataDir }, args: ['--demo'], page: '/demo' });
try {
  const { tenant } = JSON.parse(readFileSync(path.join(dataDir, 'demo-tenant.json'), 'utf8'));
  await useOpenAi(tenant);
  await useParser(tenant);
  await useChat(tenant);
} finally {
  await askwell.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function useOpenAi({ keys }) {
  heading('openai: examples/openai-client');
  const env = { ...process.env, ASKWELL_URL: askwell.url, ASKWELL_SECRET_KEY: keys.secret };
  const { stdout } = await execute(process.execPath, ['ask.mjs', question], { cwd: example('openai-client'), env });
  console.log(stdout.trim());
}

async function useParser({ keys }) {
  heading('ai: parseJsonEventStream with uiMessageChunkSchema');
  const { token } = await call(`${askwell.url}/v1/sessions`, { origin: askwell.url, body: { key: keys.publishable } });
  const { id } = await call(`${askwell.url}/v1/conversations`, { token, body: {} });
  const { body } = await fetch(`${askwell.url}/v1/conversations/${id}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ text: question, clientMessageId: randomUUID() }),
  });
  for await (const part of parseJsonEventStream({ stream: body, schema: uiMessageChunkSchema }))
    console.log(part.success ? JSON.stringify(part.value) : `REFUSED ${part.error.message}`);
}

async function useChat({ keys, assistant }) {
  heading('@ai-sdk/react: useChat of examples/ai-sdk-react in Chromium');
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const body = { allowedOrigins: [url] };
  await call(`${askwell.url}/v1/assistants/${assistant.id}`, { method: 'PATCH', token: keys.secret, body });
  const directory = example('ai-sdk-react');
  const env = { ...process.env, VITE_ASKWELL_URL: askwell.url, VITE_ASKWELL_KEY: keys.publishable };
  const vite = [path.join(directory, 'node_modules/vite/bin/vite.js'), '--port', String(port), '--strictPort'];
  const site = spawn(process.execPath, vite, { cwd: directory, env, stdio: 'ignore' });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const answers = async () => (await fetch(url).catch(() => undefined))?.ok === true;
    await waitFor(answers, { seconds: 30, problem: () => 'The example is not served.' });
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByRole('textbox').fill(question);
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.locator('li[data-role=assistant] blockquote').first().waitFor();
    await page.getByRole('status').getByText('ready', { exact: true }).waitFor();
    for (const item of await page.locator('li').all()) {
      console.log(`${await item.getAttribute('data-role')}: ${await item.innerText()}`);
    }
    console.log(`status: ${await page.getByRole('status').innerText()}`);
  } finally {
    await browser.close();
    site.kill();
  }
}

function heading(text) {
  console.log(`\n== ${text}`);
}
