import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startChild } from './child.mjs';
import { waitFor } from './wait-for.mjs';

/**
 * An nginx of one's own, with these lines at the top and in `http`, until it answers at `url`. What `prepare` writes into its
 * directory is found there by a relative path.
 */
export async function startNginx({ program, url, main = '', events = '', http, prepare = async () => {} }) {
  const directory = mkdtempSync(path.join(tmpdir(), 'askwell-nginx-'));
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path temp-${name};`);
  const frame = `pid nginx.pid;\n${main}\nevents { ${events} }\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${http}\n}\n`;
  let server;
  const stop = async () => {
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await prepare(directory);
    writeFileSync(path.join(directory, 'nginx.conf'), frame);
    server = startChild(program, ['-p', directory, '-c', 'nginx.conf', '-e', 'error.log', '-g', 'daemon off;']);
    const answers = async () => (await fetch(`${url}/health/live`).catch(() => undefined))?.ok === true;
    await waitFor(async () => !server.running() || (await answers()), {
      seconds: 10,
      problem: () => `nginx did not start:\n${server.log()}`,
    });
    if (!server.running()) throw new Error(`nginx ended at once:\n${server.log()}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
