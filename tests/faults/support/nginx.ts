import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startNginx as start } from '../../../scripts/services/nginx.mjs';
import { freePort } from '../../support/free-port.js';
import { nginxPath } from '../../support/services.js';

export interface Nginx {
  url: string;
  /** The same over TLS and HTTP/2, with a certificate of its own. */
  secureUrl: string;
  stop(): Promise<void>;
}

/** nginx as it comes, with nothing but `proxy_pass`: at the root, and below `/chat/`. `http2` stands where old and new versions read it. */
export async function startNginx(upstream: string): Promise<Nginx> {
  const [port, securePort] = [await freePort(), await freePort()];
  const server = await start({
    program: nginxPath(),
    url: `http://127.0.0.1:${port}`,
    prepare: writeCertificate,
    http: `
      server {
        listen 127.0.0.1:${port};
        listen 127.0.0.1:${securePort} ssl http2;
        ssl_certificate certificate.pem;
        ssl_certificate_key key.pem;
        location / { proxy_pass ${upstream}; }
        location /chat/ { proxy_pass ${upstream}/; }
      }`,
  });
  return { ...server, secureUrl: `https://127.0.0.1:${securePort}` };
}

async function writeCertificate(directory: string): Promise<void> {
  const kind = ['-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
  const files = ['-keyout', 'key.pem', '-out', 'certificate.pem'];
  await promisify(execFile)('openssl', ['req', '-x509', ...kind, ...files], { cwd: directory });
}
