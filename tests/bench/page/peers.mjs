import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheDir } from '../../../scripts/lib/paths.mjs';

/** Each peer as its documentation puts it on a page; `$` is the address of its installed package. */
export const peers = [
  {
    name: 'deep-chat',
    version: '2.4.2',
    launcher: false,
    html: `<script type="module" src="$/dist/deepChat.bundle.js"></script><deep-chat connect='{"url":"/peer-api/deep-chat","stream":true}'></deep-chat>`,
  },
  {
    name: '@n8n/chat',
    version: '1.37.0',
    launcher: true,
    html: `<link rel="stylesheet" href="$/dist/style.css"><script type="module">import { createChat } from '$/dist/chat.bundle.es.js'; createChat({ webhookUrl: '/peer-api/n8n' });</script>`,
  },
  {
    name: 'flowise-embed',
    version: '3.1.6',
    launcher: true,
    html: `<script type="module">import Chatbot from '$/dist/web.js'; Chatbot.init({ chatflowid: 'flow', apiHost: location.origin + '/peer-api/flowise' });</script>`,
  },
  {
    name: '@typebot.io/js',
    version: '0.10.7',
    launcher: true,
    html: `<script type="module">import Typebot from '$/dist/web.js'; Typebot.initBubble({ typebot: 'bot', apiHost: location.origin + '/peer-api/typebot' });</script>`,
  },
  {
    name: 'docsgpt',
    version: '0.5.1',
    launcher: true,
    html: `<div id="docsgpt"></div><script type="module">import * as docsgpt from '$/dist/modern/browser.js'; (docsgpt.renderDocsGPTWidget ?? window.renderDocsGPTWidget)('docsgpt', { apiKey: 'key', apiHost: location.origin + '/peer-api/docsgpt' });</script>`,
  },
];

/** Fetches the peers' packages into the cache folder, without what they depend on: each brings a bundle that needs nothing more. */
export function installPeers() {
  const modules = path.join(cacheDir, 'bench-page');
  for (const { name, version } of peers) {
    const directory = path.join(modules, name);
    if (existsSync(path.join(directory, 'package.json'))) continue;
    console.log(`Fetching ${name}@${version} …`);
    mkdirSync(directory, { recursive: true });
    const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', modules, `${name}@${version}`], {
      encoding: 'utf8',
    });
    const tarball = path.join(modules, packed.trim().split('\n').at(-1) ?? '');
    execFileSync('tar', ['-xzf', tarball, '-C', directory, '--strip-components=1']);
    rmSync(tarball);
  }
  return modules;
}
