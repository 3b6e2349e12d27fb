import { Agent, createServer, request as send } from 'node:http';

// The least a streaming server can do: pass the provider's bytes on. GET holds a stream open, PUT asks for a dripping one.
const provider = new URL(`${process.argv[2]}/chat/completions`);
const agent = new Agent({ keepAlive: true });
const prompt = (content) => JSON.stringify({ model: 'instant', stream: true, messages: [{ role: 'user', content }] });
const streamHeaders = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' };

const server = createServer((request, response) => {
  response.writeHead(200, streamHeaders);
  if (request.method === 'GET') {
    response.write('data: {"type":"start"}\n\n');
    return;
  }
  request.resume();
  const body = prompt(request.method === 'PUT' ? 'dripping' : 'hello');
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const upstream = send(provider, { method: 'POST', agent, headers }, (reply) => reply.pipe(response));
  upstream.once('error', () => response.destroy());
  upstream.end(body);
});
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
