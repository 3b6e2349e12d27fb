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

/** Posts, and answers for each piece that says when the provider wrote it how many milliseconds later it was read. */
export function dripTurn(url, { method = 'POST', token, body }) {
  return new Promise((resolve, reject) => {
    const payload = JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
    const request = send(
      url,
      { method, agent, headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) } },
      (response) => {
        const delays = [];
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          const now = process.hrtime.bigint();
          for (const [, written] of chunk.matchAll(/t(\d{9,})/g)) delays.push(Number(now - BigInt(written)) / 1e6);
        });
        response.once('error', reject);
        response.once('end', () =>
          delays.length > 0 ? resolve(delays) : reject(new Error(`No piece came: ${response.statusCode}`)),
        );
      },
    );
    request.once('error', reject);
    request.end(payload);
  });
}

/** Posts JSON over a kept connection, reads the answer, and answers the milliseconds it took. */
export function timedCall(url, { token, body }) {
  return new Promise((resolve, reject) => {
    const payload = JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
    };
    const began = performance.now();
    const request = send(url, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () =>
        response.statusCode === 200
          ? resolve(performance.now() - began)
          : reject(new Error(`${url} answered ${response.statusCode}`)),
      );
    });
    request.once('error', reject);
    request.end(payload);
  });
}

/** Opens an event stream and keeps it; resolves once its first bytes have come. */
export function holdStream(url, { method = 'GET', token, headers = {}, body, localAddress } = {}) {
  return new Promise((resolve, reject) => {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const all = {
      ...headers,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(payload && { 'content-type': 'application/json' }),
    };
    const request = send(url, { method, agent: false, headers: all, localAddress }, (response) => {
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
