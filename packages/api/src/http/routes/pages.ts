import type { Assistant } from '@askwell/contract';
import { resolveWidgetSettings } from '@askwell/contract';
import { authenticateKey, getAssistant } from '../../tenancy/index.js';
import type { Deps } from '../../deps.js';
import { AppError, NotFoundError } from '../../errors.js';
import type { HttpParts } from '../http-parts.js';
import { sendPublicFile, toPublicFile, type PublicFile, type PublicFiles } from '../public-files.js';
import type { HttpContext, Router } from '../router.js';
import type { WidgetReleases } from '../widget-releases.js';

export interface PagesOptions {
  files: PublicFiles;
  releases: WidgetReleases;
  /** The publishable key that `/demo` chats with, once the demo tenant is there. */
  demoKey: () => string | undefined;
}

/** Scripts and chunks are loaded by pages of every origin, also by those that isolate themselves (COEP). */
const crossOrigin = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
];

export function addPages(router: Router, parts: HttpParts, { files, releases, demoKey }: PagesOptions): void {
  const { deps } = parts;
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
  router.get('/embed/:key/app.webmanifest', (c) => sendManifest(c, parts));
  router.get('/embed/icons/:file', (c) => sendNamed(c, files, `embed/icons/${c.req.param('file')}`));
  router.get('/embed/assets/:file', (c) => sendNamed(c, files, `embed/assets/${c.req.param('file')}`));
  router.get('/demo/assets/:file', (c) => sendNamed(c, files, `demo/assets/${c.req.param('file')}`));
  router.get('/playground/assets/:file', (c) => sendNamed(c, files, `playground/assets/${c.req.param('file')}`));

  router.get('/embed/:key', async (c) => {
    const page = files.get('embed/index.html');
    if (page === undefined) throw new NotFoundError('page');
    const assistant = await findAssistant(deps, c.req.param('key'));
    const policy = pagePolicy.map((line) => (line.startsWith('img-src ') ? [line, ...imageSources(assistant)].join(' ') : line));
    const frames = ["frame-ancestors 'self'", ...(assistant?.allowedOrigins ?? [])].join(' ');
    return sendPublicFile(c, inScheme(page, assistant?.theme.colorScheme), {
      'cache-control': 'no-cache',
      'content-security-policy': [...policy, frames].join('; '),
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
  });

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

/** What a phone needs to put the full-page chat on its home screen. */
async function sendManifest(c: HttpContext, { deps }: HttpParts): Promise<Response> {
  const key = c.req.param('key') ?? '';
  const { tenantId, assistantId } = await authenticateKey(deps, key, 'publishable');
  const { name, theme, locale } = await getAssistant(deps, tenantId, assistantId);
  const address = encodeURIComponent(key);
  c.header('content-type', 'application/manifest+json');
  c.header('cache-control', 'public, max-age=300');
  return c.body(
    JSON.stringify({
      id: `../${address}`,
      name,
      short_name: name.slice(0, 24),
      ...(locale === 'auto' ? {} : { lang: locale }),
      start_url: `../${address}`,
      scope: `../${address}`,
      display: 'standalone',
      background_color: theme.colorScheme === 'dark' ? '#111318' : '#ffffff',
      theme_color: theme.accent ?? '#2458d6',
      icons: [
        { src: '../icons/chat.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        { src: '../icons/chat-192.png', sizes: '192x192', type: 'image/png', purpose: 'any maskable' },
        { src: '../icons/chat-512.png', sizes: '512x512', type: 'image/png', purpose: 'any maskable' },
      ],
    }),
  );
}

/** Undefined for a key that is not known: the page itself then says what is wrong. */
async function findAssistant(deps: Deps, text: string): Promise<Assistant | undefined> {
  try {
    const key = await authenticateKey(deps, text, 'publishable');
    return await getAssistant(deps, key.tenantId, key.assistantId);
  } catch (error) {
    if (error instanceof AppError && error.code === 'UNAUTHENTICATED') return undefined;
    throw error;
  }
}

/** Where the page may load pictures from beside this server: what the tenant allows, over https. */
function imageSources(assistant: Assistant | undefined): string[] {
  const { imageHosts, header } = resolveWidgetSettings(assistant ?? {});
  const avatar = header.avatarUrl?.startsWith('https://') === true ? [new URL(header.avatarUrl).origin] : [];
  return [...imageHosts.map((host) => `https://${host}`), ...avatar];
}

const schemed = new WeakMap<PublicFile, Map<string, PublicFile>>();

/** The page with the config's colour scheme in its first bytes, so that a dark chat does not begin white. */
function inScheme(page: PublicFile, scheme: 'auto' | 'light' | 'dark' = 'auto'): PublicFile {
  if (scheme === 'auto') return page;
  const made = schemed.get(page) ?? new Map<string, PublicFile>();
  schemed.set(page, made);
  const html = page.bytes.toString('utf8').replace('content="light dark"', `content="${scheme}"`);
  const file = made.get(scheme) ?? toPublicFile(Buffer.from(html), 'index.html', page.mediaType);
  made.set(scheme, file);
  return file;
}

function sendNamed(c: HttpContext, files: PublicFiles, name: string): Response {
  return sendFound(c, files.get(name));
}

function sendFound(c: HttpContext, file: PublicFile | undefined): Response {
  if (file === undefined) throw new NotFoundError('file');
  return sendPublicFile(c, file, crossOrigin);
}
