import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export interface Runtime {
  name: string;
  /** The program that runs it. */
  binary: string;
  /** What comes before the script's path. */
  args: readonly string[];
}

interface Packaged {
  name: string;
  /** The npm package that ships the binary, and where it lies in it. */
  specifier: string;
  binary: string;
  args?: readonly string[];
}

const { platform, arch } = process;
const isWindows = platform === 'win32';
const exe = isWindows ? '.exe' : '';
const node = (major: number, version: string): Packaged => ({
  name: `Node ${major}`,
  specifier: `npm:node-${isWindows ? 'win' : platform}-${arch}@${version}`,
  binary: isWindows ? 'bin/node.exe' : 'bin/node',
});

const packaged: readonly Packaged[] = [
  node(20, '20.19.0'),
  node(22, '22.23.0'),
  node(24, '24.21.0'),
  {
    name: 'Deno',
    specifier: `npm:@deno/${platform}-${arch}${platform === 'linux' ? '-glibc' : ''}@2.9.6`,
    binary: `deno${exe}`,
    args: ['run', '--allow-all', '--no-remote', '--quiet'],
  },
  {
    name: 'Bun',
    specifier: `npm:@oven/bun-${isWindows ? 'windows' : platform}-${arch === 'arm64' ? 'aarch64' : arch}@1.4.5`,
    binary: `bin/bun${exe}`,
  },
  {
    name: 'workerd',
    specifier: `npm:@cloudflare/workerd-${isWindows ? 'windows' : platform}-${arch === 'x64' ? '64' : arch}@1.20261117.1`,
    binary: `bin/workerd${exe}`,
    args: ['serve', '--experimental'],
  },
];

const directory = fileURLToPath(new URL('../../.cache/runtimes', import.meta.url));

/** The JavaScript runtimes that the sdk promises to run in, from the npm registry; fetched once. */
export async function installRuntimes(): Promise<Runtime[]> {
  const dependencies = Object.fromEntries(packaged.map(({ name, specifier }) => [alias(name), specifier]));
  const manifest = JSON.stringify({ private: true, dependencies }, null, 2);
  const runtimes = packaged.map(({ name, binary, args = [] }) => ({
    name,
    args,
    binary: path.join(directory, 'node_modules', alias(name), binary),
  }));
  if (runtimes.every(({ binary }) => existsSync(binary))) return runtimes;
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, 'package.json'), manifest);
  await promisify(execFile)('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: directory,
    shell: isWindows,
  });
  return runtimes;
}

function alias(name: string): string {
  return `runtime-${name.toLowerCase().replace(' ', '-')}`;
}
