import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../scripts/services/free-port.mjs';
import { waitFor } from '../../scripts/services/wait-for.mjs';
import { apiTarget, throughput } from './measures.mjs';
import { startApi } from './processes.mjs';

/**
 * Whole turns through nginx on one node and on two, with PostgreSQL and Redis below: per second, and per core-second of the nodes
 * together. Where all of it shares a few cores, only the second figure says what another node on cores of its own would add.
 */
export async function turnsBehindNginx({ env, nginx, visitors, turns }) {
  const results = [];
  for (const count of [1, 2]) {
    const nodes = await Promise.all(Array.from({ length: count }, () => startApi({ env })));
    const proxy = await startNginx(
      nginx,
      nodes.map(({ url }) => url),
    );
    try {
      const target = apiTarget({ url: proxy.url, pids: nodes.map(({ pid }) => pid) }, visitors);
      await throughput(target, { turns: 500 * count, atOnce: 16 });
      results.push(await throughput(target, { turns, atOnce: 32 }));
    } finally {
      await proxy.stop();
      for (const node of nodes) await node.stop();
    }
  }
  return results;
}

async function startNginx(program, upstreams) {
  const directory = mkdtempSync(path.join(tmpdir(), 'askwell-nginx-'));
  const port = await freePort();
  const servers = upstreams.map((url) => `server ${new URL(url).host};`).join(' ');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path temp-${name};`)
    .join(' ');
  writeFileSync(
    path.join(directory, 'nginx.conf'),
    `pid nginx.pid;
events {}
http {
  access_log off;
  ${temporary}
  upstream askwell { ${servers} keepalive 64; }
  server {
    listen 127.0.0.1:${port};
    location / { proxy_pass http://askwell; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`,
  );
  const child = spawn(program, ['-p', directory, '-c', 'nginx.conf', '-e', 'error.log', '-g', 'daemon off;'], {
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  await waitFor(async () => (await fetch(`${url}/health/live`).catch(() => undefined))?.ok === true, {
    seconds: 10,
    problem: () => 'nginx did not start.',
  });
  return { url, stop };
}
