import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** What reading a file may take beyond an idle Node, in kB of data segment. */
const allowance = 550_000;
const readDataSize = `process.stdout.write(/VmData:\\s+(\\d+)/.exec(require('node:fs').readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '')`;

let measured: Promise<number | undefined> | undefined;

/**
 * The limit for `ulimit -d`, which counts buffers and WebAssembly too, as V8's own limits do not. An idle Node maps from
 * 50 MB (Node 20) to 600 MB (Node 24) of data, so it is asked once. Undefined where the system has no such limit.
 */
export function memoryLimit(): Promise<number | undefined> {
  measured ??= measure();
  return measured;
}

async function measure(): Promise<number | undefined> {
  if (process.platform !== 'linux' || !existsSync('/bin/sh')) return undefined;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', readDataSize], { env: {}, timeout: 10_000 });
  const idle = Number(stdout);
  return idle > 0 ? idle + allowance : undefined;
}
