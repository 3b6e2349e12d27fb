import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Marked } from 'marked';
import { NotFoundError } from '../../errors.js';
import { sendPublicFile, toPublicFile } from '../public-files.js';
import type { Router } from '../router.js';

const style = `:root{color-scheme:light dark;--text:#1f2328;--line:#d8dce2;--tint:#f4f5f7;--accent:#3056d3}
@media(prefers-color-scheme:dark){:root{--text:#e6e8eb;--line:#353a42;--tint:#1d2026;--accent:#8fa8ff}body{background:#14161a}}
body{margin:0 auto;max-width:68ch;padding:48px 20px 96px;font:16px/1.6 system-ui,sans-serif;color:var(--text)}
a{color:var(--accent)}h1{font-size:28px;line-height:1.25}h2{font-size:20px;margin-top:2em}h3{font-size:17px}
pre,code{font:14px/1.5 ui-monospace,monospace;background:var(--tint);border-radius:6px}code{padding:2px 5px}
pre{padding:14px 16px;overflow:auto}pre code{padding:0}table{border-collapse:collapse;display:block;overflow:auto}
th,td{border:1px solid var(--line);padding:6px 10px;text-align:left}nav{font-size:14px}`;

/** The documentation as pages, so that the demo's citations lead somewhere: `/docs/<name>` shows `<name>.md`. */
export function addDocsPages(router: Router, docsDir: string): void {
  const marked = new Marked({
    gfm: true,
    renderer: {
      // Links between the files work on disk and here.
      link({ href, text }) {
        const target = /^(?:\.\/)?([\w-]+)\.md(#.*)?$/.exec(href);
        return `<a href="${escapeAttribute(target === null ? href : `${target[1]}${target[2] ?? ''}`)}">${escapeText(text)}</a>`;
      },
    },
  });
  router.get('/docs/style.css', (c) =>
    sendPublicFile(c, toPublicFile(Buffer.from(style), 'style.css', 'text/css; charset=utf-8')),
  );
  router.get('/docs/:name', async (c) => {
    const name = c.req.param('name');
    if (!/^[\w-]{1,80}$/.test(name)) throw new NotFoundError('page');
    const text = await readFile(join(docsDir, `${name}.md`), 'utf8').catch(() => undefined);
    if (text === undefined) throw new NotFoundError('page');
    const title = /^# (.+)$/m.exec(text)?.[1] ?? name;
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)} · Askwell</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"></head><body><nav><a href="../demo">Askwell</a></nav>
<main>${await marked.parse(text)}</main></body></html>`;
    return sendPublicFile(c, toPublicFile(Buffer.from(html), 'index.html', 'text/html; charset=utf-8'), {
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'",
    });
  });
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;');
}
