import type { AcceptedDocument, Document } from '@askwell/contract';
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ingestSite } from './site-ingest.js';
import { CallFailed, createApiClient, type ApiClient, type GlobalOptions } from './api-client.js';

interface Item {
  name: string;
  send(client: ApiClient): Promise<AcceptedDocument>;
}

interface Found {
  items: Item[];
  /** Files of a folder whose type cannot be read. */
  skipped: number;
}

interface Outcome {
  name: string;
  id: string | undefined;
  status: 'ready' | 'failed';
  detail: string | undefined;
}

const extensions = new Set('.md .markdown .txt .html .htm .xhtml .pdf .docx .pptx .xlsx .xlsm .csv .tsv .epub'.split(' '));

export function addIngestCommand(program: Command): void {
  program
    .command('ingest')
    .description('add files, folders or pages to the knowledge base, and wait until they are searchable')
    .argument('[sources...]', 'paths or http(s) addresses')
    .option('--site <address>', 'read a whole website from this address, and follow the sync')
    .action(async (sources: string[], { site }: { site?: string }, command: Command) => {
      const client = await createApiClient(command, 'secret');
      const { json } = command.optsWithGlobals<GlobalOptions>();
      if (site !== undefined) return ingestSite(client, site, json);
      if (sources.length === 0) throw new CallFailed('Name files, folders or pages, or a website with --site.');
      const found = await Promise.all(sources.map(findItems));
      const items = found.flatMap((each) => each.items);
      const skipped = found.reduce((sum, each) => sum + each.skipped, 0);
      if (items.length === 0) throw new CallFailed(`Nothing to read there. Known file types: ${[...extensions].join(' ')}`);
      const outcomes = await ingest(client, items, json);
      const failed = outcomes.filter((outcome) => outcome.status === 'failed');
      if (json) console.log(JSON.stringify({ data: outcomes }));
      else {
        for (const { name, detail } of failed) console.error(`failed  ${name}: ${detail}`);
        const others = skipped === 0 ? '' : `, ${skipped} skipped (read are ${[...extensions].join(' ')})`;
        console.log(`${outcomes.length - failed.length} ready, ${failed.length} failed${others}`);
      }
      if (failed.length > 0) process.exitCode = 1;
    });
}

async function findItems(source: string): Promise<Found> {
  if (/^https?:\/\//.test(source)) {
    const page: Item = {
      name: source,
      send: (client) => client.call('POST', '/v1/documents', { url: source, externalId: source }),
    };
    return { items: [page], skipped: 0 };
  }
  const info = await stat(source).catch(() => undefined);
  if (info === undefined) throw new CallFailed(`There is no file or folder "${source}".`);
  if (info.isFile()) return { items: [toFileItem(source, basename(source))], skipped: 0 };
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const readable = paths.filter((path) => extensions.has(extname(path).toLowerCase())).sort();
  return { items: readable.map((path) => toFileItem(path, relative(source, path))), skipped: paths.length - readable.length };
}

function toFileItem(path: string, name: string): Item {
  return {
    name,
    async send(client) {
      const form = new FormData();
      form.set('file', new Blob([await readFile(path)]), basename(path));
      form.set('externalId', name);
      return client.call('POST', '/v1/documents', form);
    },
  };
}

async function ingest(client: ApiClient, items: Item[], json: boolean): Promise<Outcome[]> {
  const bar = new SingleBar({
    format: '{bar} {value}/{total}  {name}',
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
  if (!json && process.stderr.isTTY) bar.start(items.length * 2, 0, { name: 'sending' });
  const outcomes: Outcome[] = [];
  const waiting: { name: string; id: string }[] = [];
  try {
    for (const item of items) {
      try {
        waiting.push({ name: item.name, id: (await item.send(client)).id });
        bar.increment({ name: item.name });
      } catch (error) {
        if (!(error instanceof CallFailed) || error.problem === undefined) throw error;
        outcomes.push({ name: item.name, id: undefined, status: 'failed', detail: error.message });
        bar.increment(2);
      }
    }
    for (const { name, id } of waiting) {
      const document = await waitUntilRead(client, id);
      bar.increment({ name });
      const status = document.status === 'ready' ? 'ready' : 'failed';
      outcomes.push({ name, id, status, detail: document.error?.detail });
    }
  } finally {
    bar.stop();
  }
  return outcomes;
}

async function waitUntilRead(client: ApiClient, id: string): Promise<Document> {
  for (;;) {
    const document = await client.call<Document>('GET', `/v1/documents/${id}`);
    if (document.status === 'ready' || document.status === 'failed') return document;
    await sleep(200);
  }
}
