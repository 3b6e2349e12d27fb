import { Agent, request as send } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });

/** One JSON call; throws with the server's words when it is refused. */
export async function call(url, { method = 'POST', token, origin, body } = {}) {
  const headers = {
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
    ...(origin && { origin }),
  };
  const response = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

/**
 * Posts and reads the stream to its end. Answers the milliseconds to the first event, to the first text and to the end,
 * counted from the moment the request was sent.
 */
export function streamTurn(url, { token, body }) {
  return new Promise((resolve, reject) => {
    const payload = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const began = performance.now();
    const request = send(url, { method: 'POST', agent, headers }, (response) => {
      let firstEvent;
      let firstText;
      let received = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        received += chunk;
        if (firstEvent === undefined && /(^|\n)data:/.test(received)) firstEvent = performance.now() - began;
        if (firstText === undefined && /"text-delta"|"content":/.test(received)) firstText = performance.now() - began;
      });
      response.once('error', reject);
      response.once('end', () => {
        const complete = response.statusCode === 200 && received.includes('[DONE]') && !received.includes('"type":"error"');
        if (complete) resolve({ firstEvent, firstText, end: performance.now() - began });
        else reject(new Error(`The turn failed with ${response.statusCode}: ${received.slice(-500)}`));
      });
    });
    request.once('error', reject);
    request.end(payload);
  });
}

/** Opens an event stream and keeps it; resolves once its first bytes have come. */
export function holdStream(url, { method = 'GET', token, headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const all = {
      ...headers,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(payload && { 'content-type': 'application/json' }),
    };
    const request = send(url, { method, agent: false, headers: all }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`));
      response.once('data', () => resolve({ headers: response.headers, close: () => request.destroy() }));
      response.on('error', () => {}); // Closed by us, at the end of the measure.
      response.resume();
    });
    request.once('error', reject);
    request.end(payload);
  });
}

/** Runs `work(index)` for 0 … count-1, at most `atOnce` at a time. */
export async function pool(count, atOnce, work) {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(count, atOnce) }, async (_, worker) => {
      while (next < count) await work(next++, worker);
    }),
  );
}
