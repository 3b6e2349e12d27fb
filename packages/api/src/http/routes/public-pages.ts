import { NotFoundError } from '../../errors.js';
import { pagePolicy } from '../page-policy.js';
import { sendPublicFile, toPublicFile, type PublicFile, type PublicFiles } from '../public-files.js';
import type { HttpContext, Router } from '../router.js';
import type { WidgetReleases } from '../widget-releases.js';

export interface PublicPagesOptions {
  files: PublicFiles;
  releases: WidgetReleases;
  /** The publishable key that `/demo` chats with, once the demo tenant is there. */
  demoKey: () => string | undefined;
}

/** Scripts and chunks are loaded by pages of every origin, also by those that isolate themselves (COEP). */
const crossOrigin = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

/** What is answered from memory alone. */
export function addPublicPages(router: Router, { files, releases, demoKey }: PublicPagesOptions): void {
  router.get('/widget.js', (c) => sendNamed(c, files, 'widget.js'));
  router.get('/widget/release.json', (c) => {
    if (releases.current === undefined) throw new NotFoundError('widget');
    const { version, integrity } = releases.current;
    for (const [name, value] of Object.entries(crossOrigin)) c.header(name, value);
    c.header('cache-control', 'public, max-age=300');
    return c.json({ version, path: `/widget/${version}/widget.js`, integrity });
  });
  router.get('/widget/:file', (c) => sendFound(c, releases.find(c.req.param('file'))));
  router.get('/widget/:version/widget.js', (c) => sendFound(c, releases.find(`${c.req.param('version')}/widget.js`)));
  router.get('/embed/icons/:file', (c) => sendNamed(c, files, `embed/icons/${c.req.param('file')}`));
  router.get('/embed/assets/:file', (c) => sendNamed(c, files, `embed/assets/${c.req.param('file')}`));
  router.get('/demo/assets/:file', (c) => sendNamed(c, files, `demo/assets/${c.req.param('file')}`));
  router.get('/playground/assets/:file', (c) => sendNamed(c, files, `playground/assets/${c.req.param('file')}`));

  const sendWithKey = (c: HttpContext, name: string): Response => {
    const page = files.get(name);
    const key = demoKey();
    if (page === undefined || key === undefined) {
      throw new NotFoundError('demo tenant: start the server with "askwell serve --demo"');
    }
    const html = page.bytes
      .toString('utf8')
      .replaceAll('__ASKWELL_KEY__', key)
      .replaceAll('__ASKWELL_URL__', new URL(c.req.url).origin);
    return sendPublicFile(c, toPublicFile(Buffer.from(html), 'index.html', page.mediaType), {
      'cache-control': 'no-cache',
      'content-security-policy': [...pagePolicy, "frame-ancestors 'self'"].join('; '),
    });
  };
  router.get('/demo', (c) => sendWithKey(c, 'demo/index.html'));
  router.get('/playground', (c) => sendWithKey(c, 'playground/index.html'));
  router.get('/playground/preview', (c) => sendWithKey(c, 'playground/preview.html'));
  router.get('/', (c) => (demoKey() === undefined ? c.redirect('docs/api') : c.redirect('demo')));
}

function sendNamed(c: HttpContext, files: PublicFiles, name: string): Response {
  return sendFound(c, files.get(name));
}

function sendFound(c: HttpContext, file: PublicFile | undefined): Response {
  if (file === undefined) throw new NotFoundError('file');
  return sendPublicFile(c, file, crossOrigin);
}
