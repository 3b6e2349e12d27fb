import OpenAI from 'openai';

const { ASKWELL_URL: url = 'http://localhost:8787', ASKWELL_SECRET_KEY: apiKey } = process.env;
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey });
const messages = [{ role: 'user', content: process.argv[2] ?? 'Does the widget set cookies?' }];

try {
  await askAtOnce();
  await askAndStream();
} catch (error) {
  if (!(error instanceof OpenAI.APIError)) throw error;
  console.error(`${error.status ?? ''} ${error.code ?? ''}: ${error.message}`);
  process.exitCode = 1;
}

async function askAtOnce() {
  const { choices, askwell } = await client.chat.completions.create({ model: 'askwell', messages });
  const { content, annotations } = choices[0].message;
  console.log(content);
  for (const { number, quote } of askwell.citations) console.log(`  [${number}] "${quote}"`);
  for (const { url_citation: page } of annotations) {
    console.log(`  ${content.slice(page.start_index, page.end_index)} is ${page.title}, ${page.url}`);
  }
}

async function askAndStream() {
  const stream = await client.chat.completions.create({
    model: 'askwell',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  console.log('\nStreamed:');
  for await (const { choices, usage } of stream) {
    process.stdout.write(choices[0]?.delta.content ?? '');
    if (usage) console.log(`\n  with ${usage.total_tokens} tokens`);
  }
}
