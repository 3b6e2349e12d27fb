import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const root = dirname(createRequire(import.meta.url).resolve('@askwell/api/package.json'));

/** A file of this package, by its path there: the same from source, as in tests, and from a bundle, where a module's own address says nothing. */
export function packageFile(path: string): string {
  return join(root, path);
}
