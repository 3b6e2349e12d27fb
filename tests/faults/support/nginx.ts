import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../support/free-port.js';
import { nginxPath } from '../../support/services.js';
import { waitFor } from './shop.js';

export interface Nginx {
  url: string;
  /** The same over TLS and HTTP/2, with a certificate of its own. */
  secureUrl: string;
  stop(): Promise<void>;
}

/** nginx as it comes, with nothing but `proxy_pass`: at the root, and below `/chat/`. */
export async function startNginx(upstream: string): Promise<Nginx> {
  const directory = await mkdtemp(path.join(tmpdir(), 'askwell-nginx-'));
  const [port, securePort] = [await freePort(), await freePort()];
  const certificate = ['-keyout', path.join(directory, 'key.pem'), '-out', path.join(directory, 'certificate.pem')];
  const kind = ['-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
  await promisify(execFile)('openssl', ['req', '-x509', ...kind, ...certificate]);
  await writeFile(path.join(directory, 'nginx.conf'), configuration({ upstream, port, securePort }));
  const arguments_ = ['-p', directory, '-c', 'nginx.conf', '-e', 'error.log', '-g', 'daemon off;'];
  const child = spawn(nginxPath(), arguments_, { stdio: 'ignore' });
  const closed = new Promise((resolve) => child.once('close', resolve));
  const endWithUs = (): boolean => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const url = `http://127.0.0.1:${port}`;
  const isUp = async (): Promise<boolean> => (await fetch(`${url}/health/live`).catch(() => undefined))?.ok === true;
  await waitFor(isUp, 10_000);
  return {
    url,
    secureUrl: `https://127.0.0.1:${securePort}`,
    async stop() {
      process.off('exit', endWithUs);
      child.kill('SIGTERM');
      await closed;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** `http2` stands at `listen`, which old and new versions of nginx read. */
function configuration({ upstream, port, securePort }: { upstream: string; port: number; securePort: number }): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path temp-${name};`);
  return `
    pid nginx.pid;
    events {}
    http {
      access_log off;
      ${temporary.join(' ')}
      server {
        listen 127.0.0.1:${port};
        listen 127.0.0.1:${securePort} ssl http2;
        ssl_certificate certificate.pem;
        ssl_certificate_key key.pem;
        location / { proxy_pass ${upstream}; }
        location /chat/ { proxy_pass ${upstream}/; }
      }
    }
  `;
}
