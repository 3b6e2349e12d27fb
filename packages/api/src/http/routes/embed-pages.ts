import type { Assistant } from '@askwell/contract';
import { resolveWidgetSettings } from '@askwell/contract';
import { authenticateKey, getAssistant } from '../../tenancy/index.js';
import type { Deps } from '../../deps.js';
import { AppError, NotFoundError } from '../../errors.js';
import type { HttpParts } from '../http-parts.js';
import { pagePolicy } from '../page-policy.js';
import { sendPublicFile, toPublicFile, type PublicFile, type PublicFiles } from '../public-files.js';
import type { HttpContext, Router } from '../router.js';

/** The chat as a page, in its assistant's looks. */
export function addEmbedPages(router: Router, parts: HttpParts, files: PublicFiles): void {
  const { deps } = parts;
  router.get('/embed/:key/app.webmanifest', (c) => sendManifest(c, parts));
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
