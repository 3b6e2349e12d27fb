import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from 'tar';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';

/**
 * PGlite in a thread of its own, speaking PostgreSQL's wire protocol over message ports, so that a slow query
 * never stops the event loop that serves HTTP. There is one backend for all clients: see `takeTurns`.
 */
export interface PgliteWorkerData {
  /** Absent: a temporary one, gone with the thread. */
  dataDir: string | undefined;
  /** A new database begins as a copy of this file where it is there. */
  template: string;
}

interface Client {
  port: MessagePort;
  pending: Uint8Array[];
}

const { dataDir, template } = workerData as PgliteWorkerData;
const database = await open();
// Nothing analyses here, so a plan that was made while a table was empty would be kept when it is full.
await database.exec('set plan_cache_mode = force_custom_plan');
const clients = new Set<Client>();
let owner: Client | undefined;
let busy = false;

parentPort?.on('message', (message: { connect: MessagePort } | 'close') => {
  if (message === 'close') void database.close().then(() => parentPort?.close());
  else connect(message.connect);
});
parentPort?.postMessage('ready');

async function open(): Promise<PGlite> {
  const directory = dataDir ?? temporaryDirectory();
  // A process that was killed while it made the database leaves half of one, and this file.
  const unfinished = `${directory}.unfinished`;
  if (existsSync(unfinished)) await rm(directory, { recursive: true, force: true });
  if (existsSync(directory)) return PGlite.create({ dataDir: directory, extensions: { vector } });
  await writeFile(unfinished, '');
  // Unpacked here, a new database stands sooner than where PGlite reads the same file.
  if (existsSync(template)) {
    await mkdir(directory, { recursive: true });
    await extract({ file: template, cwd: directory });
  }
  const made = await PGlite.create({ dataDir: directory, extensions: { vector } });
  await rm(unfinished);
  return made;
}

/** Gone with the thread. On disk too, since PGlite is slower at filling its own memory than a directory. */
function temporaryDirectory(): string {
  const parent = mkdtempSync(join(tmpdir(), 'askwell-database-'));
  process.once('exit', () => rmSync(parent, { recursive: true, force: true }));
  return join(parent, 'pglite');
}

function connect(port: MessagePort): void {
  const client: Client = { port, pending: [] };
  clients.add(client);
  port.on('message', (unit: Uint8Array) => {
    client.pending.push(unit);
    void takeTurns();
  });
  port.on('close', () => {
    clients.delete(client);
    if (owner === client) void rollBackOwner();
  });
}

/** Runs one unit at a time; while a client's transaction or batch is open, only that client's units run. */
async function takeTurns(): Promise<void> {
  if (busy) return;
  busy = true;
  for (let client = next(); client !== undefined; client = next()) {
    const unit = client.pending.shift();
    if (unit === undefined) break;
    const reply = await database.execProtocolRaw(unit);
    owner = isIdle(reply) ? undefined : client;
    client.port.postMessage(reply);
  }
  busy = false;
}

function next(): Client | undefined {
  if (owner !== undefined) return owner.pending.length > 0 ? owner : undefined;
  for (const client of clients) {
    if (client.pending.length === 0) continue;
    // To the back of the line, so that one busy client cannot starve the others.
    clients.delete(client);
    clients.add(client);
    return client;
  }
  return undefined;
}

/** A reply ends with ReadyForQuery ('Z', length 5, 'I' when no transaction is open), or, to a Flush, with something else. */
function isIdle(reply: Uint8Array): boolean {
  return reply.length >= 6 && reply[reply.length - 6] === 0x5a && reply[reply.length - 1] === 0x49;
}

async function rollBackOwner(): Promise<void> {
  owner = undefined;
  await database.exec('ROLLBACK');
  await takeTurns();
}
