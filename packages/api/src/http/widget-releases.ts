import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toPublicFile, type PublicFile, type PublicFiles } from './public-files.js';

/** The loader that this server serves now, under an address that never changes what it serves. */
export interface WidgetRelease {
  version: string;
  /** For the `integrity` attribute of the script tag. */
  integrity: string;
}

export interface WidgetReleases {
  current: WidgetRelease | undefined;
  /** A loader or chunk of a release, also of a former one; undefined for a name that was never served. */
  find(name: string): PublicFile | undefined;
}

/** Names that this writes and reads: hashed chunks, and `<version>/widget.js`. */
const chunkName = /^[\w.-]+-[\w-]{8}\.js$/;
const versionName = /^[\w-]{12}$/;

/**
 * Keeps each release of the widget that was served, so that a pinned address, and a page whose cached loader asks for chunks of the former
 * release, work after an upgrade. A release is about 250 KB.
 *
 * @param directory Where releases are kept; undefined keeps only the current one.
 */
export async function openWidgetReleases(files: PublicFiles, directory: string | undefined): Promise<WidgetReleases> {
  const served = new Map<string, PublicFile>();
  if (directory !== undefined) await readKept(directory, served);
  for (const [name, file] of files) {
    if (name.startsWith('widget/')) served.set(name.slice('widget/'.length), file);
  }
  const loader = files.get('widget.js');
  let current: WidgetRelease | undefined;
  if (loader !== undefined) {
    current = releaseOf(loader);
    served.set(`${current.version}/widget.js`, { ...loader, isImmutable: true });
  }
  if (directory !== undefined) await keep(directory, served);
  return { current, find: (name) => served.get(name) };
}

/** The version is the loader's content, which names the chunks, which are named by theirs. */
function releaseOf({ bytes }: PublicFile): WidgetRelease {
  const digest = createHash('sha384').update(bytes).digest();
  return { version: digest.toString('base64url').slice(0, 12), integrity: `sha384-${digest.toString('base64')}` };
}

async function readKept(directory: string, served: Map<string, PublicFile>): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
    const name = entry.isFile() && chunkName.test(entry.name) ? entry.name : null;
    const kept = name ?? (entry.isDirectory() && versionName.test(entry.name) ? `${entry.name}/widget.js` : null);
    const bytes = kept === null ? null : await readFile(join(directory, kept)).catch(() => null);
    if (kept !== null && bytes !== null) {
      served.set(kept, { ...toPublicFile(bytes, kept, 'text/javascript; charset=utf-8'), isImmutable: true });
    }
  }
}

async function keep(directory: string, served: ReadonlyMap<string, PublicFile>): Promise<void> {
  for (const [name, { bytes }] of served) {
    const path = join(directory, name);
    await mkdir(join(path, '..'), { recursive: true });
    // Another process may have written the same bytes.
    await writeFile(path, bytes, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
