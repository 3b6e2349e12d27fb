import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const { ASKWELL_URL = 'http://localhost:8787', ASKWELL_KEY = 'pk_...', PORT = '3000' } = process.env;
const page = (await readFile(new URL('index.html', import.meta.url), 'utf8'))
  .replaceAll('{{ASKWELL_URL}}', ASKWELL_URL)
  .replaceAll('{{ASKWELL_KEY}}', ASKWELL_KEY);

const server = createServer((request, response) => {
  if (request.url !== '/') return response.writeHead(404).end();
  return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
});
server.listen(Number(PORT), () => console.log(`http://localhost:${server.address().port}`));
