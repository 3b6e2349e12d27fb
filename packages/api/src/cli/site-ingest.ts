import type { Page, Source, SourcePage, SyncProgress } from '@askwell/contract';
import { SingleBar } from 'cli-progress';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallFailed, type ApiClient } from './api-client.js';

const lookMilliseconds = 400;

/** Adds a website as a source, or syncs the one that is there, and follows it until all of it is searchable. */
export async function ingestSite(client: ApiClient, address: string, json: boolean): Promise<void> {
  if (!URL.canParse(address)) throw new CallFailed(`"${address}" is not an address. Give one like https://example.com/docs/`);
  const url = new URL(address).href;
  const known = await findSource(client, url);
  const begun = await (known === undefined
    ? client.call<Source>('POST', '/v1/sources', { kind: 'website', url })
    : client.call<Source>('POST', `/v1/sources/${known.id}/sync`));
  const done = await follow(client, begun, !json && process.stderr.isTTY);
  if (json) console.log(JSON.stringify(done));
  else await report(client, done);
  if (done.sync?.outcome !== 'completed') process.exitCode = 1;
}

async function findSource(client: ApiClient, url: string): Promise<Source | undefined> {
  for (let cursor = ''; ;) {
    const page = await client.call<Page<Source>>('GET', `/v1/sources?limit=200${cursor}`);
    const found = page.data.find((source) => source.website?.url === url);
    if (found !== undefined || page.nextCursor === null) return found;
    cursor = `&cursor=${page.nextCursor}`;
  }
}

async function follow(client: ApiClient, begun: Source, isShown: boolean): Promise<Source> {
  const bar = new SingleBar({
    format: '{bar} {value}/{total} pages',
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
  if (isShown) bar.start(1, 0);
  try {
    for (;;) {
      const source = await client.call<Source>('GET', `/v1/sources/${begun.id}`);
      const { progress } = source.sync ?? {};
      if (isShown && progress !== undefined) {
        bar.setTotal(Math.max(1, progress.found));
        bar.update(progress.found - progress.waiting - progress.indexing);
      }
      if (source.status !== 'syncing' && (progress?.indexing ?? 0) === 0) return source;
      await sleep(lookMilliseconds);
    }
  } finally {
    bar.stop();
  }
}

async function report(client: ApiClient, source: Source): Promise<void> {
  const path = `/v1/sources/${source.id}/pages?limit=200&status=failed`;
  const { data } = await client.call<Page<SourcePage>>('GET', path);
  for (const { key, error } of data) console.error(`failed  ${key}: ${error?.detail ?? 'It could not be read.'}`);
  for (const note of source.sync?.notes ?? []) console.error(note);
  if (source.sync?.error !== undefined) console.error(source.sync.error.detail);
  console.log(inWords(source.sync?.progress));
}

function inWords(progress: SyncProgress | undefined): string {
  if (progress === undefined) return 'nothing was read';
  const { added, changed, unchanged, removed, failed } = progress;
  return `${added} added, ${changed} changed, ${unchanged} unchanged, ${removed} removed, ${failed} failed`;
}
