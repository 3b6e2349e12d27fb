import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sendPublicFile, toPublicFile, type PublicFile } from '../public-files.js';
import { NotFoundError } from '../../errors.js';
import type { Router } from '../router.js';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Askwell API reference</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="api/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="api/swagger-ui-bundle.js"></script>
<script src="api/start.js"></script>
</body>
</html>
`;

const start = `window.SwaggerUIBundle({ url: '../openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

/** The page at `/docs/api`: Swagger UI, from this server alone, over `/openapi.json`. */
export function addApiReference(router: Router): void {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'";
  const files = new Map<string, Promise<PublicFile>>();

  function load(name: string): Promise<PublicFile> {
    const known = files.get(name);
    if (known !== undefined) return known;
    const file = read(name);
    files.set(name, file);
    return file;
  }

  router.get('/docs/api', (c) =>
    sendPublicFile(c, toPublicFile(Buffer.from(page), 'index.html', 'text/html; charset=utf-8'), {
      'content-security-policy': policy,
    }),
  );
  router.get('/docs/api/:file', async (c) => {
    const name = c.req.param('file');
    if (!/^(swagger-ui\.css|swagger-ui-bundle\.js|start\.js)$/.test(name)) throw new NotFoundError('file');
    return sendPublicFile(c, await load(name));
  });
}

async function read(name: string): Promise<PublicFile> {
  const mediaType = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8';
  if (name === 'start.js') return toPublicFile(Buffer.from(start), name, mediaType);
  const directory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return toPublicFile(await readFile(join(directory, name)), name, mediaType);
}
