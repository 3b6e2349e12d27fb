import { readdirSync, rmSync } from 'node:fs';
import { inRoot } from './paths.mjs';

const api = (...parts) => inRoot('packages/api', ...parts);

/** The command line, the package's own entry, and what runs in a thread or a process of its own. */
const entries = ['cli/main', 'index', 'db/pglite-worker', 'knowledge/parsing/parse-child'];

/** They read files that lie beside their modules, or are large and seldom loaded. */
const external = ['@electric-sql/*', 'pdfjs-dist', 'swagger-ui-dist', 'gpt-tokenizer'];

/** What other build steps leave in the same folder. */
const kept = new Set(['modules', 'pglite', 'public']);

/** What libraries in CommonJS expect around them. */
const commonJs = `import { createRequire as bundleRequire } from 'node:module';
const require = bundleRequire(import.meta.url), __dirname = import.meta.dirname;`;

/** Bundles the server with its libraries: a start loads a dozen files in place of 700. */
export async function bundleApi() {
  // Not at the top: the build may run before anything is installed.
  const { build } = await import('esbuild');
  for (const name of readdirSync(api('dist'))) if (!kept.has(name)) rmSync(api('dist', name), { recursive: true });
  await build({
    entryPoints: entries.map((name) => ({ in: api('src', `${name}.ts`), out: name })),
    outdir: api('dist'),
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external,
    // Some libraries' CommonJS finds its parts in ways that cannot be bundled.
    mainFields: ['module', 'main'],
    legalComments: 'linked',
    logLevel: 'warning',
    banner: { js: commonJs },
  });
}
