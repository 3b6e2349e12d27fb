import { run, mustRun } from '../lib/run.mjs';

let answered;

/** Whether a Docker engine answers; the client alone is not enough. */
export function dockerAnswers() {
  answered ??= run('docker', ['info'], { capture: true, timeout: 5000 }).then(
    ({ code }) => code === 0,
    () => false, // No client at all.
  );
  return answered;
}

/** Starts a container and answers the loopback port that leads to its `port`. */
export async function startContainer({ image, port, env = {}, args = [], ready, log }) {
  log(`Starting ${image} in Docker ...`);
  const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const pull = ['run', '-d', '--rm', '--label', 'askwell-tests', '-p', `127.0.0.1::${port}`, ...variables, image, ...args];
  const id = (await mustRun('docker', pull, { capture: true })).trim().split('\n').at(-1);
  const address = (await mustRun('docker', ['port', id, String(port)], { capture: true })).trim().split('\n')[0];
  const exec = async (command) => (await run('docker', ['exec', id, ...command], { capture: true })).code === 0;
  return {
    port: Number(address.split(':').at(-1)),
    ready: () => exec(ready),
    stop: () => run('docker', ['rm', '-f', id], { capture: true }),
  };
}
