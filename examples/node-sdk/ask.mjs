import { setTimeout as sleep } from 'node:timers/promises';
import { AskwellError, createClient } from '@askwell/sdk';
import { createAdminClient } from '@askwell/sdk/admin';

const { ASKWELL_URL: baseUrl = 'http://localhost:8787', ASKWELL_SECRET_KEY: secretKey, ASKWELL_KEY: key } = process.env;
const question = process.argv[2] ?? 'How long can I keep a bike?';
const admin = createAdminClient({ baseUrl, secretKey });

try {
  await addDocument();
  await askAsServer();
  if (key) await askAsVisitor();
} catch (error) {
  if (!AskwellError.isInstance(error)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}

async function addDocument() {
  const { id } = await admin.documents.create({
    externalId: 'rental-terms',
    title: 'Rental terms',
    url: 'https://harbour-bikes.example/terms',
    text: '# Rental terms\n\n## Duration\n\nYou can keep a bike for up to 14 days. Longer rentals need a call to our office.\n',
  });
  for (;;) {
    const { status, error } = await admin.documents.get(id);
    if (status === 'ready') break;
    if (status === 'failed') throw new Error(error.detail);
    await sleep(100);
  }
  console.log(`Document ${id} is ready.`);
}

async function askAsServer() {
  const answer = await admin.answer({ question });
  console.log(`\n${answer.text}`);
  for (const { number, sourceId, quote } of answer.citations) {
    const source = answer.sources.find(({ id }) => id === sourceId);
    console.log(`  [${number}] ${source?.title}: "${quote}"`);
  }
}

async function askAsVisitor() {
  const client = createClient({ baseUrl, key });
  const stream = client.conversations.send({ text: question });
  console.log('\nStreamed:');
  for await (const part of stream) {
    if (part.type === 'text-delta') process.stdout.write(part.delta);
  }
  const { sources } = await stream.final();
  console.log(`\n  from ${sources.map(({ title }) => title).join(', ') || 'no page'}`);
}
