import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const { ASKWELL_URL = 'http://localhost:8787', ASKWELL_KEY = 'pk_...', PORT = '3000' } = process.env;
const askwell = new URL(ASKWELL_URL).origin;

const policy = (nonce) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'nonce-${nonce}'`,
    `connect-src ${askwell}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

const page = (nonce) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Strict page</title>
    <style nonce="${nonce}">body { max-width: 60ch; margin: 15vh auto; padding: 0 24px; font: 18px/1.6 system-ui, sans-serif }</style>
    <script nonce="${nonce}" src="${ASKWELL_URL}/widget.js" data-key="${ASKWELL_KEY}" async></script>
  </head>
  <body>
    <h1>A page that trusts nobody</h1>
    <p>Its policy allows one script by nonce, one server to talk to, and no string as HTML.</p>
  </body>
</html>
`;

const server = createServer((request, response) => {
  if (request.url !== '/') return response.writeHead(404).end();
  const nonce = randomBytes(16).toString('base64');
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy(nonce) };
  return response.writeHead(200, headers).end(page(nonce));
});
server.listen(Number(PORT), () => console.log(`http://localhost:${server.address().port}`));
