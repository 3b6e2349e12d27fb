import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { MessageChannel, Worker } from 'node:worker_threads';
import { packageFile } from '../package-file.js';
import { pgliteTemplate } from './pglite-template.js';
import type { PgliteWorkerData } from './pglite-worker.js';

export interface PgliteServer {
  /** A duplex that stands in for postgres.js's socket. */
  connect(): Duplex;
  close(): Promise<void>;
}

/**
 * How much of a WebAssembly function runs before V8 optimizes it, 1,800,000 by default: of PGlite's it would optimize so many so soon,
 * on all cores, that a start waits for them.
 */
const tieringBudget = 100_000_000;

export async function startPgliteServer(dataDir: string | undefined): Promise<PgliteServer> {
  setFlagsFromString(`--wasm-tiering-budget=${tieringBudget}`);
  const worker = new Worker(packageFile('dist/db/pglite-worker.js'), {
    workerData: { dataDir, template: pgliteTemplate() } satisfies PgliteWorkerData,
  });
  await once(worker, 'message');
  return {
    connect: () => connect(worker),
    async close() {
      const exit = once(worker, 'exit');
      worker.postMessage('close');
      await exit;
    },
  };
}

function connect(worker: Worker): Duplex {
  const { port1: port, port2 } = new MessageChannel();
  worker.postMessage({ connect: port2 }, [port2]);
  const units = createUnitSplitter((unit) => port.postMessage(unit, [unit.buffer]));
  const socket = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, done) {
      if (units.push(chunk) === 'terminate') queueMicrotask(() => socket.destroy());
      done();
    },
    destroy(error, done) {
      port.close();
      done(error);
    },
  });
  port.on('message', (reply: Uint8Array) => socket.push(Buffer.from(reply.buffer, reply.byteOffset, reply.byteLength)));
  // postgres.js says goodbye only on a socket that calls itself open.
  return Object.assign(socket, { readyState: 'open' });
}

const sync = 0x53;
const flush = 0x48;
const query = 0x51;
const terminate = 0x58;

/** Cuts the client's bytes into units that end with Sync, Flush or a simple Query, so that no client's batch is split by another's. */
function createUnitSplitter(send: (unit: Uint8Array<ArrayBuffer>) => void): { push(chunk: Buffer): 'open' | 'terminate' } {
  let buffered: Buffer = Buffer.alloc(0);
  let scanned = 0;
  let started = false;
  return {
    push(chunk) {
      buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
      for (;;) {
        const typeLength = started ? 1 : 0;
        if (buffered.length < scanned + typeLength + 4) return 'open';
        const end = scanned + typeLength + buffered.readUInt32BE(scanned + typeLength);
        if (buffered.length < end) return 'open';
        const type = started ? buffered[scanned] : query;
        started = true;
        scanned = end;
        if (type === terminate) return 'terminate';
        if (type !== sync && type !== flush && type !== query) continue;
        send(new Uint8Array(buffered.subarray(0, end)));
        buffered = buffered.subarray(end);
        scanned = 0;
      }
    },
  };
}
