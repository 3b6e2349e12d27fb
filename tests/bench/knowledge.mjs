import { setTimeout as sleep } from 'node:timers/promises';
import { call } from './client.mjs';

export const origin = 'https://bench.example';
const syllables = 'ba ce di fo gu ha ki lo mu ne pa qui ro su ta ve wi xo yu za'.split(' ');
const topics =
  'billing shipping returns security exports webhooks invoices refunds teams search backups domains roles quotas themes'.split(
    ' ',
  );

/** A tenant with that many short documents, each of one chunk, all ready to be searched. */
export async function prepareTenant(api, platformKey, documents) {
  const { keys } = await call(`${api}/v1/tenants`, { token: platformKey, body: { name: 'Bench', allowedOrigins: [origin] } });
  for (let from = 0; from < documents; from += 250) {
    const batch = Array.from({ length: Math.min(250, documents - from) }, (_, index) => makeDocument(from + index));
    await call(`${api}/v1/documents/batch`, { token: keys.secret, body: { documents: batch } });
  }
  const chunks = await untilReady(api, keys.secret);
  return { keys, chunks };
}

/** Visitors of their own, each with a fresh conversation maker. */
export async function openVisitors(api, keys, count) {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const { token } = await call(`${api}/v1/sessions`, { origin, body: { key: keys.publishable } });
      const newConversation = async () => (await call(`${api}/v1/conversations`, { token, origin, body: {} })).id;
      return { token, newConversation };
    }),
  );
}

export const question = (index) => `How do I change ${word(index % 1000)} in ${topics[index % topics.length]}?`;

/** A name that one document is about, the same at every run. */
const word = (index) =>
  [index % 20, Math.floor(index / 20) % 20, (index * 7) % 20, (index * 13 + 3) % 20].map((at) => syllables[at]).join('');

function makeDocument(index) {
  const topic = topics[index % topics.length];
  const others = Array.from({ length: 12 }, (_, step) => word((index * 31 + step * 17) % 1000));
  const text = [
    `The setting ${word(index)} belongs to ${topic}. To change ${word(index)}, open the page of ${topic} and choose ${others[0]}.`,
    `It takes effect at once, and ${others[1]} follows it within ${(index % 50) + 1} minutes.`,
    `Owners may limit it to ${others[2]} or ${others[3]}; members see only ${others[4]}.`,
    `Compare ${others.slice(5).join(', ')}, which work in the same way for ${topics[(index + 4) % topics.length]}.`,
  ].join(' ');
  return { title: `${word(index)} in ${topic}`, text, url: `https://bench.example/${index}`, externalId: `bench-${index}` };
}

/** Waits as long as documents become ready; gives the number of their chunks. `onProgress` hears how many are. */
export async function untilReady(api, token, onProgress = () => {}) {
  let ready = -1;
  for (let since = performance.now(); performance.now() - since < 300_000;) {
    const all = await listDocuments(api, token);
    const failed = all.find((document) => document.status === 'failed');
    if (failed) throw new Error(`Document ${failed.externalId} failed: ${JSON.stringify(failed.error)}`);
    const done = all.filter((document) => document.status === 'ready');
    if (done.length === all.length) return all.reduce((sum, document) => sum + (document.chunks ?? 1), 0);
    if (done.length > ready) {
      since = performance.now();
      ready = done.length;
      onProgress(ready, all.length);
    }
    await sleep(500);
  }
  throw new Error('No document became ready for five minutes.');
}

async function listDocuments(api, token) {
  const all = [];
  let cursor = '';
  do {
    const page = await call(`${api}/v1/documents?limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, {
      method: 'GET',
      token,
    });
    all.push(...page.data);
    cursor = page.nextCursor ?? '';
  } while (cursor);
  return all;
}
