import { createServer } from 'node:http';

// An OpenAI-compatible provider that answers at once with 40 pieces, written in one go.
// A question with the word "slowly" gets one piece every ten seconds, for the measure of open streams; one with "dripping" gets a piece
// every 20 ms that says when it was written, on the clock that all processes share; one that asks to "answer paced" the same every 50 ms.
const words = 'The documentation describes this setting and how it is changed by the owner of the site'.split(' ');
const pieces = [...Array.from({ length: 39 }, (_, index) => `${words[index % words.length]} `), '[1].'];

const envelope = { id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1_700_000_000, model: 'instant' };
const line = (value) => `data: ${JSON.stringify({ ...envelope, ...value })}\n\n`;
const piece = (content) => line({ choices: [{ index: 0, delta: { content }, finish_reason: null }] });
const ending = [
  line({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  line({ choices: [], usage: { prompt_tokens: 900, completion_tokens: pieces.length, total_tokens: 900 + pieces.length } }),
  'data: [DONE]\n\n',
].join('');
const answer = Buffer.from(pieces.map(piece).join('') + ending);
const streamHeaders = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' };

function drip(response, milliseconds) {
  let left = pieces.length;
  const timer = setInterval(() => {
    if (left-- > 0) {
      response.write(piece(` t${process.hrtime.bigint()}`));
      return;
    }
    clearInterval(timer);
    response.end(ending);
  }, milliseconds);
  response.once('close', () => clearInterval(timer));
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(200, streamHeaders);
    const asked = Buffer.concat(chunks);
    if (asked.includes('dripping') || asked.includes('answer paced')) {
      drip(response, asked.includes('answer paced') ? 50 : 20);
      return;
    }
    if (!asked.includes('slowly')) {
      response.end(answer);
      return;
    }
    response.write(piece('Slowly '));
    const timer = setInterval(() => response.write(piece('and surely ')), 10_000);
    response.once('close', () => clearInterval(timer));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
