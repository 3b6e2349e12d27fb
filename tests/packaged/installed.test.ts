import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installPacked, outsideDirectory, publishedPackages } from '../support/packed.js';

const execute = promisify(execFile);

describe('the packages, installed from their tarballs by npm', () => {
  let project: string;

  beforeAll(async () => {
    project = await outsideDirectory();
    await installPacked(project);
  });

  afterAll(async () => {
    await rm(project, { recursive: true, force: true });
  });

  it.each(publishedPackages)(
    'every public path of @askwell/%s is imported by plain Node, which says nothing and ends',
    async (name) => {
      const file = path.join(project, 'node_modules/@askwell', name, 'package.json');
      const { exports } = JSON.parse(await readFile(file, 'utf8')) as { exports: Record<string, unknown> };
      const paths = Object.keys(exports).filter((key) => !key.endsWith('.json') && !key.endsWith('.css') && !key.includes('*'));
      expect(paths.length).toBeGreaterThan(0);
      for (const key of paths) {
        const specifier = path.posix.join('@askwell', name, key);
        const { stdout, stderr } = await node(project, `await import('${specifier}')`);
        expect({ specifier, stdout, stderr }).toEqual({ specifier, stdout: '', stderr: '' });
      }
    },
  );

  it.each(['workerd', 'edge-light'])('the element is imported where "%s" runs, and leaves nothing behind', async (condition) => {
    const paths = ['', '/element', '/frame', '/react', '/preact', '/solid', '/vue', '/svelte'];
    const script = `const before = Object.keys(Object.getOwnPropertyDescriptors(globalThis));
      for (const path of ${JSON.stringify(paths)}) {
        const { AskwellChat, AskwellOpenEvent } = await import('@askwell/widget' + path);
        console.log(typeof AskwellChat, new AskwellOpenEvent().type);
      }
      console.log(Object.keys(Object.getOwnPropertyDescriptors(globalThis)).filter((name) => !before.includes(name)).join());`;
    const { stdout } = await node(project, script, [`--conditions=${condition}`]);
    expect(stdout.trimEnd().split('\n')).toEqual(paths.map(() => 'function askwell-open'));
  });

  it('bundles the sdk for browsers with neither zod nor Node built-ins', async () => {
    const entry = path.join(project, 'entry.js');
    await writeFile(
      entry,
      "export * from '@askwell/sdk'; export * as chat from '@askwell/sdk/chat'; export * as admin from '@askwell/sdk/admin';",
    );
    const { metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'browser',
      logLevel: 'silent',
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.filter((input) => /node_modules\/(zod|hono|openai|lit|preact)\//.test(input))).toEqual([]);
    expect(Object.values(metafile.outputs).flatMap((output) => output.imports)).toEqual([]);
  });

  it('starts the command line from its bin', async () => {
    const { stdout } = await execute(path.join(project, 'node_modules/.bin/askwell'), ['--help'], { cwd: project });
    expect(stdout).toContain('serve');
  });
});

function node(cwd: string, script: string, flags: string[] = []): Promise<{ stdout: string; stderr: string }> {
  return execute(process.execPath, [...flags, '--input-type=module', '--eval', script], { cwd });
}
