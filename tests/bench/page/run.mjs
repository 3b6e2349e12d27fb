// `pnpm bench:page`: Askwell's widget beside others, in one run of one Chromium, against servers on this machine.
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { startMockApi } from '../../../packages/widget/test-support/mock-api.mjs';
import { findProgram } from '../../../scripts/services/find-program.mjs';
import { measureChat } from './measure.mjs';
import { installPeers, peers } from './peers.mjs';
import { startPeerServer } from './peer-server.mjs';
import { measureStream } from './stream.mjs';

const cdn = new URL('../../../packages/widget/dist/cdn/', import.meta.url);
const page = (body = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,"></head><body style="font-family:system-ui"><main><h1>A page</h1><p>Some <b>text</b>.</p></main>${body}</body></html>`;
const strict = (connect) =>
  `default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; style-src 'self' 'nonce-n'; connect-src ${connect}; img-src 'self' data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
const noncedPage = (html) =>
  page(html)
    .replace(' style="font-family:system-ui"', '')
    .replaceAll('<script', '<script nonce="n"')
    .replace('<link rel="icon" href="data:,">', '');

const modules = installPeers();
const pages = new Map([['/', { html: page() }]]);
for (const peer of peers) {
  const html = peer.html.replaceAll('$', `/peers/${peer.name}`);
  pages.set(`/strict/${peer.name}`, { html: noncedPage(html), headers: { 'content-security-policy': strict("'self'") } });
}
const tag = '<script src="/widget.js" data-key="pk_bench" async></script>';
const api = await startMockApi({
  pages: {
    '/': { body: page() },
    '/strict': { body: noncedPage(tag), headers: { 'content-security-policy': strict("'self'") } },
  },
});
const server = await startPeerServer(modules, pages);
const executablePath =
  process.env.CHROMIUM_PATH ??
  (await findProgram({
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    debian: 'chromium',
    instead: 'CHROMIUM_PATH',
    log: console.log,
  }));
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});

const rows = [];
try {
  rows.push({
    name: 'Askwell',
    ...(await measureChat(browser, {
      url: `${api.origin}/`,
      html: tag,
      launcher: true,
      takeBytes: askwellBytes,
      strictUrl: `${api.origin}/strict`,
    })),
  });
  for (const { name, version, launcher, html } of peers) {
    const options = {
      url: `${server.origin}/`,
      html: html.replaceAll('$', `/peers/${name}`),
      launcher,
      takeBytes: server.takeBytes,
      strictUrl: `${server.origin}/strict/${name}`,
    };
    console.log(`Measuring ${name} …`);
    rows.push({ name: `${name} ${version}`, ...(await measureChat(browser, options)) });
  }
  print(rows);
  const stream = await measureStream(browser);
  console.log(
    `\n16 KB answer in 5-character deltas, Askwell: ${stream.script.toFixed(0)} ms of script and ${stream.layout.toFixed(0)} ms of style and layout in ${stream.frames} frames (unthrottled)`,
  );
} finally {
  await browser.close();
  await Promise.all([api.close(), server.close()]);
}

/** Gzip bytes of our files that were asked for since the last call; of these paths, where some are named. */
function askwellBytes(paths) {
  const asked = api.requests
    .splice(0)
    .filter((line) => line.endsWith('.js'))
    .map((line) => line.split(' ')[1])
    .filter((path) => paths?.includes(path) ?? true);
  return asked.reduce((sum, path) => sum + gzipSync(readFileSync(new URL(`.${path}`, cdn)), { level: 9 }).length, 0);
}

function print(all) {
  const columns = [
    ['', (row) => row.name],
    ['gzip before click', (row) => row.before],
    ['to composer', (row) => (row.opened ? row.toComposer : 'not shown')],
    ['script ms', (row) => row.script.toFixed(1)],
    ['longest task load', (row) => row.loadTask.toFixed(0)],
    ['open (4x)', (row) => (row.openTask === null ? '-' : row.openTask.toFixed(0))],
    ['CLS', (row) => row.shift.toFixed(3)],
    ['storage', (row) => row.storage],
    ['hosts', (row) => row.hosts],
    ['CSP + TT violations', (row) => row.policy],
    ['axe', (row) => row.axe],
  ];
  const table = [columns.map(([title]) => title), ...all.map((row) => columns.map(([, read]) => String(read(row))))];
  const widths = columns.map((_, at) => Math.max(...table.map((line) => line[at].length)) + 2);
  for (const line of table)
    console.log(line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(''));
}
