import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, it } from 'vitest';
import { packAll, publishedPackages, type Tarballs } from '../support/packed.js';

const execute = promisify(execFile);

describe.each(publishedPackages)('the tarball of @askwell/%s', (name) => {
  let tarballs: Tarballs;
  let files: string[];
  let manifest: Record<string, Record<string, string>>;

  beforeAll(async () => {
    tarballs = await packAll();
    files = (await tar('-tzf', tarballs[name])).trim().split('\n');
    manifest = JSON.parse(await tar('-xzOf', tarballs[name], 'package/package.json')) as typeof manifest;
  });

  it('depends on released versions only', () => {
    const versions = ['dependencies', 'peerDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.values(manifest[kind] ?? {}),
    );
    expect(versions.filter((version) => !/^(?:[\^~]|>=)?\d+\.\d+\.\d+/.test(version))).toEqual([]);
  });

  it('holds no tests, build records or secrets', () => {
    expect(files.filter((file) => /\.test[.-]|\.tsbuildinfo|\.env|\.pem|node_modules|test-support/.test(file))).toEqual([]);
  });

  it('passes publint', async () => {
    const packed = await readFile(tarballs[name]);
    const { messages, pkg } = await publint({
      pack: { tarball: packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength) as ArrayBuffer },
      strict: true,
    });
    expect(messages.map((message) => formatMessage(message, pkg as Record<string, unknown>))).toEqual([]);
  });

  it('has types that every ESM resolver finds', async () => {
    const attw = path.join(
      path.dirname(createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json')),
      'dist/index.js',
    );
    // A stylesheet has no types.
    const sheets = Object.keys(manifest['exports'] ?? {}).filter((entry) => entry.endsWith('.css'));
    const options = ['--profile', 'esm-only', '--no-color', ...(sheets.length > 0 ? ['--exclude-entrypoints', ...sheets] : [])];
    const problems = await execute(process.execPath, [attw, tarballs[name], ...options]).then(
      () => '',
      (error: { stdout: string }) => error.stdout,
    );
    expect(problems).toBe('');
  });
});

async function tar(...args: string[]): Promise<string> {
  const { stdout } = await execute('tar', args, { maxBuffer: 1 << 26 });
  return stdout;
}
