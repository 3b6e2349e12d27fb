import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/index.js';
import { findPassages } from '../find-passages.js';
import type { WidePassage } from '../passage.js';
import { createTestTenant, openTestDatabase, type TestTenant } from '../retrieval.test-support.js';
import { widenPassages } from './widen-passages.js';

let database: Database;
let tenant: TestTenant;
const paragraphs = ['Unpack the lamp.', 'Screw the shade onto its stand.', 'Plug the cable in.', 'Press the switch.'];

beforeAll(async () => {
  database = await openTestDatabase();
  tenant = await createTestTenant(database, 'ten_wide');
  await tenant.add(
    { id: 'lamp', headingPath: ['Set up'], text: paragraphs.join('\n\n') },
    { id: 'other', text: 'Chairs are made of oak.' },
  );
}, 60_000);
afterAll(() => database.close());

async function widened(query: string, { limit, most }: { limit: number; most: number }): Promise<WidePassage[]> {
  return widenPassages(tenant.ctx, await findPassages(tenant.ctx, { query, limit }), most);
}

describe('widenPassages', () => {
  it('gives the best passages what stands before and after them in their section, as exact spans', async () => {
    const [best] = await widened('screw the shade onto its stand', { limit: 1, most: 1 });
    expect([best?.before?.text, best?.text, best?.after?.text]).toEqual(paragraphs.slice(0, 3));
    const text = paragraphs.join('\n\n');
    for (const part of [best?.before, best?.after]) expect(text.slice(part?.start, part?.end)).toBe(part?.text);
    const [first] = await widened('unpack the lamp', { limit: 1, most: 1 });
    expect([first?.before, first?.after?.text]).toEqual([undefined, paragraphs[1]]);
  });

  it('gives nothing twice, and the others as they are', async () => {
    const all = await widened('screw the shade, plug the cable in', { limit: 3, most: 2 });
    const texts = all
      .flatMap(({ before, text, after }) => [before?.text, text, after?.text])
      .filter((text) => text !== undefined);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).toEqual(expect.arrayContaining(paragraphs));
    expect(all[2]).not.toHaveProperty('before');
    expect(await widened('chairs of oak', { limit: 1, most: 1 })).toMatchObject([{ text: 'Chairs are made of oak.' }]);
  });

  it('reaches into no other section, and leaves out what has gone meanwhile', async () => {
    await tenant.add({ id: 'alone', headingPath: ['Other'], text: 'Dust the vases weekly.' });
    const [alone] = await widened('dust the vases', { limit: 1, most: 1 });
    expect([alone?.before, alone?.after]).toEqual([undefined, undefined]);
    const found = await findPassages(tenant.ctx, { query: 'press the switch', limit: 1 });
    await tenant.remove('lamp');
    tenant.ctx.deps.passages = (await createTestTenant(database, 'ten_wide_2')).ctx.deps.passages;
    expect(await widenPassages(tenant.ctx, found, 1)).toMatchObject([{ text: 'Press the switch.', before: undefined }]);
  });
});
