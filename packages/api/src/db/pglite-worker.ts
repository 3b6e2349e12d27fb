import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';

/**
 * PGlite in a thread of its own, speaking PostgreSQL's wire protocol over message ports, so that a slow query
 * never stops the event loop that serves HTTP. There is one backend for all clients: see `takeTurns`.
 */
export interface PgliteWorkerData {
  /** Absent: in memory. */
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
  if (dataDir === undefined) return PGlite.create({ ...(await copyOf(template)), extensions: { vector } });
  // A process that was killed while it made the database leaves half of one, and this file.
  const unfinished = `${dataDir}.unfinished`;
  if (existsSync(unfinished)) await rm(dataDir, { recursive: true, force: true });
  if (existsSync(dataDir)) return PGlite.create({ dataDir, extensions: { vector } });
  await writeFile(unfinished, '');
  const made = await PGlite.create({ dataDir, ...(await copyOf(template)), extensions: { vector } });
  await rm(unfinished);
  return made;
}

async function copyOf(file: string): Promise<{ loadDataDir?: Blob }> {
  return existsSync(file) ? { loadDataDir: new Blob([await readFile(file)], { type: 'application/gzip' }) } : {};
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
