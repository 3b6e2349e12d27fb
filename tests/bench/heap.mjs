import { createRequire } from 'node:module';

const { WebSocket } = createRequire(new URL('../../packages/api/package.json', import.meta.url))('undici');

/** Bytes of heap that a process with an inspector on that port has in use, after its garbage was collected. */
export async function usedHeap(port) {
  const [target] = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  let calls = 0;
  const ask = (method) =>
    new Promise((resolve) => {
      const id = ++calls;
      const read = ({ data }) => {
        const reply = JSON.parse(data);
        if (reply.id !== id) return;
        socket.removeEventListener('message', read);
        resolve(reply.result);
      };
      socket.addEventListener('message', read);
      socket.send(JSON.stringify({ id, method }));
    });
  await ask('HeapProfiler.enable');
  for (let round = 0; round < 3; round++) await ask('HeapProfiler.collectGarbage');
  const { usedSize } = await ask('Runtime.getHeapUsage');
  socket.close();
  return usedSize;
}
