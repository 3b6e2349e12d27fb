import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../scripts/services/free-port.mjs';
import { startNginx } from '../../scripts/services/nginx.mjs';
import { pool } from './client.mjs';
import { apiTarget, pacedTurns, slowRun, throughput } from './measures.mjs';
import { cpuSeconds, openFileLimit, residentBytes, startApi } from './processes.mjs';

/**
 * What a second node adds behind one nginx, with PostgreSQL and Redis below. Where all of it shares a few cores, turns per second say
 * little, so one node and two are compared at the same load per node: the CPU that a turn takes of the nodes, turns of a model
 * that speaks at 20 pieces a second, and open streams.
 */
export async function compareNodes({ env, nginx, visitors, amount, say }) {
  const cluster = (count) => startCluster(count, { env, nginx, visitors });
  say('Whole turns behind nginx, 16 at once on one node and 32 on two ...');
  const turns = await onBoth(cluster, ({ count, target }) =>
    throughput(target, { turns: amount.turns * count, atOnce: 16 * count }),
  );
  say('Turns at 20 pieces a second, 64 at once for each node ...');
  const paced = await onBoth(cluster, (nodes) =>
    pacedTurns(nodes.target, { turns: nodes.count * amount.paced, atOnce: nodes.count * 64 }),
  );
  const perNode = Math.min(amount.streams, Math.floor((openFileLimit() - 400) / 2));
  say(`${perNode} open streams for each node ...`);
  const streams = await onBoth(cluster, (nodes) => holdStreams(nodes, perNode, visitors));
  return { turns, paced, streams };
}

/** Each on new processes: the heap that a load leaves behind would hide what a stream takes. */
async function onBoth(cluster, measure) {
  const results = [];
  for (const count of [1, 2]) {
    const nodes = await cluster(count);
    try {
      await throughput(nodes.target, { turns: 500 * count, atOnce: 16 * count });
      results.push(await measure(nodes));
    } finally {
      await nodes.stop();
    }
  }
  return results;
}

/** One slow answer on each node, and readers that nginx gives to the nodes in turn: of two, half read at the other node. */
async function holdStreams({ count, nodes, url }, perNode, visitors) {
  const runs = await Promise.all(nodes.map((node, index) => slowRun(node, visitors[index], url)));
  await sleep(1000);
  const used = (of) => nodes.reduce((sum, { pid }) => sum + of(pid), 0);
  const before = used(residentBytes);
  const streams = [];
  try {
    await pool(perNode * count, 100, async (index) => {
      streams.push(await runs[index % count].open(Math.floor(index / count)));
    });
    await sleep(2000);
    const bytes = (used(residentBytes) - before) / streams.length;
    const [cpu, began] = [used(cpuSeconds), performance.now()];
    await sleep(10_000);
    const load = ((used(cpuSeconds) - cpu) * 1000) / (performance.now() - began) / count;
    return { open: streams.length, bytes, load };
  } finally {
    for (const stream of [...streams, ...runs]) stream.close();
  }
}

async function startCluster(count, { env, nginx: program, visitors }) {
  const nodes = await Promise.all(Array.from({ length: count }, () => startApi({ env })));
  const port = await freePort();
  const servers = nodes.map(({ url }) => `server ${new URL(url).host};`).join(' ');
  const proxy = await startNginx({
    program,
    url: `http://127.0.0.1:${port}`,
    // Each open stream takes two connections of a worker.
    main: `worker_processes 6; worker_rlimit_nofile ${openFileLimit()};`,
    events: `worker_connections ${openFileLimit()};`,
    http: `
      upstream askwell { ${servers} keepalive 64; }
      server {
        listen 127.0.0.1:${port} backlog=4096;
        location / { proxy_pass http://askwell; proxy_http_version 1.1; proxy_set_header Connection ""; }
      }`,
  });
  const target = apiTarget({ url: proxy.url, pids: nodes.map(({ pid }) => pid) }, visitors);
  async function stop() {
    await proxy.stop();
    for (const node of nodes) await node.stop();
  }
  return { count, nodes, url: proxy.url, target, stop };
}
