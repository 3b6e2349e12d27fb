import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.js';
import type { Deps } from '../deps.js';
import { addDocuments, deleteDocument, getDocument } from '../knowledge/index.js';
import { changeAssistant, createTenant, getAssistant } from '../tenancy/index.js';
import { readDemoTenant, writeDemoTenant, type DemoTenant } from './key-files.js';

export interface SeedOptions {
  dataDir: string;
  docsDir: string;
  /** Where the pages of the docs are served. */
  docsUrl: string;
  onProgress: (message: string) => void;
}

/** Makes the demo tenant once, and reads those files of the docs that changed since the last start. */
export async function seedDemo(deps: Deps, options: SeedOptions): Promise<DemoTenant> {
  const demo = (await findDemo(deps, options.dataDir)) ?? (await createDemo(deps));
  const ctx: Context = {
    tenantId: demo.tenant.tenant.id,
    actor: { kind: 'system' },
    requestId: 'demo',
    signal: new AbortController().signal,
    deps,
  };
  if (Object.keys(demo.documents).length === 0) await changeAssistant(ctx, { id: demo.tenant.assistant.id, changes: appearance });
  await writeDemoTenant(options.dataDir, demo);
  const changed = await readDocs(ctx, demo, options);
  if (changed > 0) {
    options.onProgress(`Reading ${changed} documents …`);
    await waitUntilRead(ctx, demo);
  }
  await writeDemoTenant(options.dataDir, demo);
  return demo;
}

const appearance = {
  name: 'Askwell',
  greeting: 'Hi! I answer from Askwell’s documentation, and show you where it says so.',
  starters: [
    'How do I add the chat to my website?',
    'Which file types can I upload?',
    'Does it set cookies?',
    'How do I use my own model?',
  ],
};

async function findDemo(deps: Deps, dataDir: string): Promise<DemoTenant | undefined> {
  const demo = await readDemoTenant(dataDir);
  if (demo === undefined) return undefined;
  // The file may be older than the database that it is used with.
  const exists = await getAssistant(deps, demo.tenant.tenant.id, demo.tenant.assistant.id).then(
    () => true,
    () => false,
  );
  return exists ? demo : undefined;
}

async function createDemo(deps: Deps): Promise<DemoTenant> {
  return { tenant: await createTenant(deps, { name: 'Askwell', allowedOrigins: [] }), documents: {} };
}

const batchSize = 500;

async function readDocs(ctx: Context, demo: DemoTenant, { docsDir, docsUrl }: SeedOptions): Promise<number> {
  const names = (await readdir(docsDir)).filter((name) => name.endsWith('.md')).sort();
  const all = await Promise.all(names.map((name) => readDoc(join(docsDir, name), name, docsUrl)));
  const changed = all.filter(({ input, fingerprint }) => demo.documents[input.externalId]?.fingerprint !== fingerprint);
  // Many at once: added one by one, each would be read and indexed alone.
  for (let start = 0; start < changed.length; start += batchSize) {
    const batch = changed.slice(start, start + batchSize);
    const accepted = await addDocuments(
      ctx,
      batch.map(({ input }) => input),
    );
    batch.forEach(({ input, fingerprint }, index) => {
      const id = accepted[index]?.id;
      if (id !== undefined) demo.documents[input.externalId] = { id, fingerprint };
    });
  }
  for (const [name, { id }] of Object.entries(demo.documents)) {
    if (names.includes(name)) continue;
    await deleteDocument(ctx, { documentId: id });
    delete demo.documents[name];
  }
  return changed.length;
}

interface Doc {
  input: { title: string; text: string; url: string; externalId: string };
  /** Of everything that the document is made from. */
  fingerprint: string;
}

async function readDoc(path: string, name: string, docsUrl: string): Promise<Doc> {
  const text = await readFile(path, 'utf8');
  const url = `${docsUrl}/${name.replace(/\.md$/, '')}`;
  const fingerprint = createHash('sha256').update(`${url}\n${text}`).digest('hex');
  return { input: { title: titleOf(text, name), text, url, externalId: name }, fingerprint };
}

function titleOf(text: string, name: string): string {
  return /^# (.+)$/m.exec(text)?.[1]?.trim() ?? name;
}

async function waitUntilRead(ctx: Context, demo: DemoTenant): Promise<void> {
  for (const { id } of Object.values(demo.documents)) {
    for (;;) {
      const { status } = await getDocument(ctx, { documentId: id });
      if (status === 'ready' || status === 'failed') break;
      await sleep(50);
    }
  }
}
