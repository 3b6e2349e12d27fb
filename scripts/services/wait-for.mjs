import { setTimeout as sleep } from 'node:timers/promises';

/** Asks `ready` again and again until it answers true; throws `problem()` after the time is up. */
export async function waitFor(ready, { seconds, problem }) {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await ready()) return;
    await sleep(50);
  }
  throw new Error(problem());
}
