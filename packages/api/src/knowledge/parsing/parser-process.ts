import { spawn, type ChildProcess } from 'node:child_process';
import { packageFile } from '../../package-file.js';
import { AppError } from '../../errors.js';
import { memoryLimit } from './memory-limit.js';
import { childIsReady, type ParseReply, type ParseRequest, type ParseResult } from './parse-protocol.js';

export interface ParserProcess {
  /** One file at a time. Whatever goes wrong in or with the process comes back as an AppError. */
  parse(request: ParseRequest, options: { timeoutMilliseconds: number; signal: AbortSignal }): Promise<ParseResult>;
  /** False once it has ended or is about to, or has read so much that a fresh one is better. */
  isUsable(): boolean;
  end(): Promise<void>;
}

const maxFiles = 50;
const maxMemoryBytes = 300 * 1024 * 1024;

export async function startParserProcess(): Promise<ParserProcess> {
  const child = spawnLimited(await memoryLimit());
  let files = 0;
  let memoryBytes = 0;
  let isEnding = false;
  const kill = (): boolean => {
    isEnding = true;
    return child.kill('SIGKILL');
  };
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      isEnding = true;
      resolve();
    };
    child.once('exit', end);
    child.once('error', end);
  });

  const ready = new Promise<unknown>((resolve) => child.once('message', resolve));
  if ((await Promise.race([ready, ended])) !== childIsReady) throw new Error('The process that reads files did not start');

  function send(request: ParseRequest): Promise<ParseReply | 'ended'> {
    const answer = new Promise<ParseReply>((resolve) => child.once('message', (reply) => resolve(reply as ParseReply)));
    child.send(request, () => {
      // A child that cannot take the file has ended: see `ended`.
    });
    return Promise.race([answer, ended.then(() => 'ended' as const)]);
  }

  async function parse(
    request: ParseRequest,
    options: { timeoutMilliseconds: number; signal: AbortSignal },
  ): Promise<ParseResult> {
    files++;
    let isLate = false;
    const timer = setTimeout(() => (isLate = kill()), options.timeoutMilliseconds);
    options.signal.addEventListener('abort', kill);
    try {
      options.signal.throwIfAborted();
      const reply = await send(request);
      options.signal.throwIfAborted();
      if (reply === 'ended') throw new AppError('FILE_TOO_COMPLEX', reasonOfEnd(isLate));
      memoryBytes = reply.memoryBytes;
      if ('error' in reply) throw new AppError(reply.error.code, reply.error.detail);
      return reply.result;
    } finally {
      clearTimeout(timer);
      options.signal.removeEventListener('abort', kill);
      child.removeAllListeners('message');
    }
  }

  return {
    parse,
    isUsable: () => !isEnding && files < maxFiles && memoryBytes < maxMemoryBytes,
    async end() {
      kill();
      await ended;
    },
  };
}

function reasonOfEnd(isLate: boolean): string {
  return `Reading the file ${isLate ? 'takes too long' : 'needs too much memory'}. Split it, or send its text.`;
}

/** With a memory limit of the operating system where there is one, and without the server's environment, which holds secrets. */
function spawnLimited(limit: number | undefined): ChildProcess {
  const node = [process.execPath, '--max-old-space-size=400', packageFile('dist/knowledge/parsing/parse-child.js')];
  const [command = '', ...args] = limit === undefined ? node : ['/bin/sh', '-c', `ulimit -d ${limit}; exec "$@"`, 'sh', ...node];
  return spawn(command, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production' },
  });
}
