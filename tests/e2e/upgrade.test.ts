import { cp, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.js';
import { startServer } from '../support/start-server.js';
import { openWidget } from './support/chat.js';
import { startDemoServer, type DemoServer } from './support/demo-server.js';
import { plainPage, startSite, type Site } from './support/site.js';

const api = fileURLToPath(new URL('../../packages/api', import.meta.url));

let scratch: string;
let askwell: DemoServer;
let site: Site;
let browser: Browser;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'askwell-upgrade-'));
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await askwell.stop();
  await rm(scratch, { recursive: true, force: true });
});

/** The built server with every chunk of its widget under another name, as a build of other sources has them. */
async function buildNextRelease(): Promise<string> {
  const root = path.join(scratch, 'next');
  for (const part of ['package.json', 'dist', 'drizzle'])
    await cp(path.join(api, part), path.join(root, part), { recursive: true });
  await symlink(path.join(api, 'node_modules'), path.join(root, 'node_modules'));
  const files = path.join(root, 'dist/public');
  const chunks = (await readdir(path.join(files, 'widget'))).filter((name) => name.endsWith('.js'));
  const renamed = new Map(chunks.map((name) => [name, name.replace(/-[\w-]{8}\.js$/, '-nextone0.js')]));
  for (const file of ['widget.js', ...chunks.map((name) => `widget/${name}`)]) {
    let text = await readFile(path.join(files, file), 'utf8');
    for (const [former, next] of renamed) text = text.replaceAll(former, next);
    await writeFile(path.join(files, file), text);
  }
  for (const [former, next] of renamed) await rename(path.join(files, 'widget', former), path.join(files, 'widget', next));
  return path.join(root, 'dist/cli/main.js');
}

it('a page with a pinned widget has the same chat after the server has been upgraded', async () => {
  const dataDir = path.join(scratch, 'data');
  askwell = await startDemoServer({}, { dataDir });
  const release = async (): Promise<{ path: string; integrity: string }> =>
    (await (await fetch(`${askwell.url}/widget/release.json`)).json()) as { path: string; integrity: string };
  const pinned = await release();
  const key = askwell.publishableKey;
  site = await startSite({
    '/pinned': plainPage({
      head: `<script src="${askwell.url}${pinned.path}" integrity="${pinned.integrity}" crossorigin data-key="${key}" async></script>`,
    }),
    '/newest': plainPage({ head: `<script src="${askwell.url}/widget.js" data-key="${key}" async></script>` }),
  });
  await askwell.allow(site.origin);

  const ask = async (at: string): Promise<string[]> => {
    const page = await browser.newPage();
    const scripts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') scripts.push(new URL(request.url()).pathname);
    });
    await page.goto(site.origin + at);
    const chat = await openWidget(page);
    await chat.ask('Does Askwell set cookies?');
    await chat.settled();
    await chat.answers.last().locator('.askwell-cite').first().waitFor();
    await page.close();
    return scripts.sort();
  };

  const before = await ask('/pinned');
  const { port } = askwell.server;
  await askwell.stop();
  const server = await startServer({ args: ['--demo'], dataDir, port, cli: await buildNextRelease() });
  askwell = { ...askwell, server, stop: async () => void (await server.stop()) };

  expect((await release()).path).not.toBe(pinned.path);
  expect(await ask('/pinned')).toEqual(before);
  const newest = await ask('/newest');
  expect(newest).toHaveLength(before.length);
  for (const name of newest.slice(1)) expect(name).toMatch(/^\/widget\/.*-nextone0\.js$/);
});
