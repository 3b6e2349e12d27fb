import { spawn } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { installPacked, outsideDirectory, type PublishedPackage } from '../../support/packed.js';

/** Copies an example out of the workspace, with the packages that it names installed from their tarballs. */
export async function installExample(name: string, packages: readonly PublishedPackage[]): Promise<string> {
  const directory = await outsideDirectory();
  await cp(fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url)), directory, {
    recursive: true,
    filter: (source) => !source.includes('node_modules'),
  });
  return packages.length === 0 ? directory : installPacked(directory, packages);
}

export interface RunningExample {
  /** The address that the example printed. */
  origin: string;
  stop(): Promise<void>;
}

/** Starts an example's own server and waits for the address that it prints. */
export async function startExample(directory: string, env: Record<string, string>): Promise<RunningExample> {
  const child = spawn(process.execPath, ['server.mjs'], { cwd: directory, env: { ...process.env, PORT: '0', ...env } });
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const origin = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\/\/\S+/.exec(output)?.[0];
      if (address) resolve(address);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('close', () => reject(new Error(`The example ended: ${output}`)));
  });
  return {
    origin,
    async stop() {
      child.kill();
      await closed;
    },
  };
}
