import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/index.js';
import { findPassages, widenPassages } from '../../retrieval/index.js';
import {
  createTestTenant,
  openTestDatabase,
  shopDocuments,
  type TestDocument,
  type TestTenant,
} from '../../retrieval/retrieval.test-support.js';
import { composeAnswer, type AnswerPiece, type BuiltInAnswer } from './compose-answer.js';
import { countWords } from './count-words.js';

const long: TestDocument = {
  id: 'manual',
  title: 'Bike manual',
  text: [
    'The brakes wear down over time. Replace the brake pads every 2,000 kilometres. Ask our workshop if you are unsure. Worn pads are loud.',
    '- Pump the **tyres** to 4 bar\n- Oil the chain with [chain oil](https://example.com/oil) each month',
    '| Part | Torque |\n|---|---|\n| Saddle clamp | 6 Nm |\n| Stem bolts | 5 Nm |',
  ].join('\n\n'),
};

const help: TestDocument[] = [
  {
    id: 'firmware',
    title: 'Firmware',
    text: [
      'Overview',
      'The display of the ebike takes new firmware over the cable. It restarts twice while the firmware is written.',
      'To write the firmware by hand, call:',
      '```sh\nebike-tool write firmware.bin\n```',
      '| Code | Meaning | Remedy |\n|---|---|---|\n| ERR-4012 | firmware rejected | write the firmware again |\n| ERR-4013 | cable loose | plug it in |',
    ].join('\n\n'),
  },
  { id: 'faq-app', title: 'Is there an app for the display?', text: 'Yes. The app for the display is free.' },
  {
    id: 'script',
    title: 'Backup script',
    text: `\`\`\`sh\n${Array.from({ length: 60 }, (_, at) => `backup-tool save --volume disk${at} --slot ${at}`).join('\n')}\n\`\`\``,
  },
  {
    id: 'limits',
    title: 'Limits of the cargo rack',
    text: `| Rack | Notes |\n|---|---|\n| Cargo rack XL | ${'It carries twenty kilos on even roads and less on others. '.repeat(14)} |`,
  },
  {
    id: 'wide',
    title: 'Frame table',
    text: [
      `| Frame | ${Array.from({ length: 12 }, (_, at) => `measured length of part ${at}`).join(' | ')} |`,
      `|${'---|'.repeat(13)}`,
      ...['Trek', 'Gravel'].map((name) => `| ${name} frame | ${Array.from({ length: 12 }, (_, at) => `${at} cm`).join(' | ')} |`),
    ].join('\n'),
  },
  {
    id: 'trike',
    title: 'Trike',
    text: [
      'The gear display of the trike may show a wrong gear after a fall, and then one wishes to reset it.',
      'You wish to reset the gear display of the trike. Can one reset the gear display of the trike? How do I reset the gear display of the trike?',
      'Hold both levers for ten seconds. The numbers vanish.',
      'The display of the trike needs two cells, which last a year where the trike is ridden on dry days, and half of one elsewhere.',
      'A gear of the trike that slips wants a new cable, and its display is not what has to be looked after in such a case.',
    ].join(' '),
  },
  {
    id: 'trailer',
    title: 'Trailer',
    text: `A trailer is hitched to the axle, ${'as it has been done by riders of all ages on many roads and in all weathers for years, '.repeat(4)}whereas its pennant is screwed onto the left mudguard bracket, where drivers of lorries see it from afar, also in fog and at dusk.`,
  },
  { id: 'copy', title: 'Display', text: 'The display of the ebike takes new firmware over the cable.' },
];

let database: Database;
let tenant: TestTenant;
const texts = new Map([...shopDocuments, long, ...help].map(({ id, text }) => [id, text]));

beforeAll(async () => {
  database = await openTestDatabase();
  tenant = await createTestTenant(database, 'ten_answers');
  await tenant.add(...shopDocuments, long, ...help);
}, 60_000);
afterAll(() => database.close());

async function answer(question: string): Promise<BuiltInAnswer> {
  const found = await findPassages(tenant.ctx, { query: question, limit: 8 });
  return composeAnswer({ ...found, passages: await widenPassages(tenant.ctx, found, 2) });
}

async function piecesOf(question: string): Promise<AnswerPiece[]> {
  const found = await answer(question);
  return found.answered ? found.pieces : [];
}

describe('composeAnswer', () => {
  it('answers with the sentence that says it', async () => {
    const [first] = await piecesOf('When should I replace the brake pads?');
    expect(first?.text).toContain('Replace the brake pads every 2,000 kilometres.');
  });

  it('gives the text under a heading that asks the question', async () => {
    const [first] = await piecesOf('How do I return an item?');
    expect(first?.text).toContain('Send it back within 30 days');
  });

  it('shows where a part of an endless sentence begins and ends', async () => {
    const texts = (await piecesOf('Where is the pennant screwed onto the mudguard?')).map(({ text }) => text);
    const last = texts.find((text) => text.includes('mudguard'));
    expect(last).toMatch(/^… .*at dusk\.$/);
    const first = (await piecesOf('What is a trailer hitched to?')).map(({ text }) => text).find((text) => text.includes('axle'));
    expect(first).toMatch(/^A trailer .* …$/);
  });

  it('reads well: no list markers, link addresses or pipes, while the span is the source', async () => {
    const oil = (await piecesOf('Which oil for the chain?')).find(
      ({ text }) => text === 'Oil the chain with chain oil each month',
    );
    expect(oil).toBeDefined();
    expect(texts.get('manual')?.slice(oil?.start, oil?.end)).toBe(
      'Oil the chain with [chain oil](https://example.com/oil) each month',
    );
    expect((await piecesOf('torque of the saddle clamp')).map(({ text }) => text)).toContain('Saddle clamp – 6 Nm');
  });

  it.each([
    'When are you open?',
    'What does express shipping cost?',
    'reset my pasword',
    'How do I care for the battery in winter?',
  ])('quotes exactly and briefly: %s', async (question) => {
    const pieces = await piecesOf(question);
    expect(pieces.length).toBeGreaterThan(0);
    expect(
      pieces
        .map(({ text }) => text)
        .join(' ')
        .split(/\s+/).length,
    ).toBeLessThanOrEqual(90);
    for (const { passage, start, end } of pieces) {
      expect(start).toBeLessThan(end);
      expect(start).toBeGreaterThanOrEqual(passage.start);
      expect(end).toBeLessThanOrEqual(passage.end);
      expect(texts.get(passage.externalId ?? '')?.slice(start, end)).toBe(
        passage.text.slice(start - passage.start, end - passage.start),
      );
    }
  });

  it('leads to code with the sentence before it, also across passages', async () => {
    const pieces = await piecesOf('How do I write the firmware by hand?');
    const at = pieces.findIndex(({ text }) => text === 'To write the firmware by hand, call:');
    expect(at).toBeGreaterThanOrEqual(0);
    // The passages of these tests end at each blank line: the code is the next one.
    expect(pieces[at + 1]).toMatchObject({ kind: 'code', text: '```sh\nebike-tool write firmware.bin\n```' });
  });

  it('names the columns of a row, and never gives the names alone', async () => {
    const rows = (await piecesOf('What does ERR-4012 mean?')).filter(({ kind }) => kind === 'row');
    expect(rows[0]?.text).toBe('ERR-4012 – Meaning: firmware rejected – Remedy: write the firmware again');
    expect(rows.map(({ text }) => text)).not.toContain('Code – Meaning – Remedy');
  });

  it('says nothing twice, gives "it" with what it stands for, and no "Yes" to another question', async () => {
    const said = (await piecesOf('Does the display restart with new firmware?')).map(({ text }) => text).join(' ');
    expect(said.match(/over the cable/g)).toHaveLength(1);
    expect(said).toContain('over the cable. It restarts twice');
    expect(said).not.toMatch(/Yes|Overview/);
  });

  it.each([
    'Where is the backup script that saves each volume?',
    'How much does the cargo rack XL carry?',
    'Frame table: length of the parts of the Trek frame',
    'How do I write the firmware by hand?',
  ])('says at most 90 words, code and names of columns included, of what is longer: %s', async (question) => {
    const pieces = await piecesOf(question);
    expect(pieces).not.toEqual([]);
    expect(countWords(pieces.map(({ text, code = '' }) => `${text}\n${code}`).join('\n'))).toBeLessThanOrEqual(90);
    for (const { passage, start, end, text } of pieces) {
      const source = texts.get(passage.externalId ?? '')?.slice(start, end) ?? '';
      expect(source).not.toBe('');
      if (text.endsWith(' …')) expect(source).toContain('Cargo rack XL');
    }
    const script = pieces.find(({ passage }) => passage.externalId === 'script');
    if (script !== undefined) expect(script.text).toMatch(/^```sh\n(?:backup-tool save --volume disk\d+ --slot \d+\n)+```$/);
  });

  it('gives what follows where a text asks the question itself, not the question once more', async () => {
    const said = (await piecesOf('How do I reset the gear display of the trike?')).map(({ text }) => text).join(' ');
    expect(said).toContain('Hold both levers for ten seconds.');
    expect(said).not.toContain('?');
  });

  it('does not answer what is not covered', async () => {
    expect((await answer('What is the capital of France?')).answered).toBe(false);
  });
});
