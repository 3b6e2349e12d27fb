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

/** Starts a container whose `port` is reached at `hostPort` of this machine. */
export async function startContainer({ image, port, hostPort, env = {}, volume, args = [], ready, log }) {
  log(`Starting ${image} in Docker ...`);
  const variables = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const place = ['-p', `127.0.0.1:${hostPort}:${port}`, ...(volume ? ['-v', volume] : [])];
  const pull = ['run', '-d', '--rm', '--label', 'askwell-tests', ...place, ...variables, image, ...args];
  const id = (await mustRun('docker', pull, { capture: true })).trim().split('\n').at(-1);
  const exec = async (command) => (await run('docker', ['exec', id, ...command], { capture: true })).code === 0;
  return {
    ready: () => exec(ready),
    async halt(signal) {
      const gone = run('docker', ['wait', id], { capture: true });
      await run('docker', ['kill', '-s', signal, id], { capture: true });
      await gone;
    },
    stop: () => run('docker', ['rm', '-f', id], { capture: true }),
  };
}

export const removeVolume = (name) => run('docker', ['volume', 'rm', '-f', name], { capture: true });
