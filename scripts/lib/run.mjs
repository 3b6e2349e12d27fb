import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './paths.mjs';

/**
 * Runs a program in the foreground and answers its exit code.
 * With `capture`, its output is returned instead of shown.
 */
export function run(command, args = [], { cwd = root, env = {}, capture = false, shell = false, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      shell,
      timeout,
      env: { ...process.env, ...env },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', capture ? 'pipe' : 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code: code ?? 128, signal, output }));
  });
}

/** Runs a program and throws when it fails. */
export async function mustRun(command, args, options) {
  const result = await run(command, args, options);
  if (result.code !== 0) {
    throw new Error(
      `${[command, ...args].join(' ')} failed with ${result.signal ?? `exit code ${result.code}`}\n${result.output}`.trim(),
    );
  }
  return result.output;
}

/** Runs a shell line with a package's own `node_modules/.bin` first on the path. */
export function runBin(line, { cwd = root, env = {}, ...options } = {}) {
  const bins = [path.join(cwd, 'node_modules/.bin'), path.join(root, 'node_modules/.bin')].join(path.delimiter);
  return run(line, [], { ...options, cwd, shell: true, env: { ...env, PATH: `${bins}${path.delimiter}${process.env.PATH}` } });
}

export const seconds = (from) => `${((performance.now() - from) / 1000).toFixed(1)} s`;
