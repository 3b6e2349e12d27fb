import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A server as a child in a process group of its own, so that Ctrl-C in the terminal leaves its end to `stop`. */
export function startChild(command, args, { stopSignal = 'SIGTERM', ...options } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
  let log = '';
  const keep = (chunk) => (log = (log + chunk).slice(-8192));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', (error) => keep(`${command}: ${error.message}`));
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
    child.once('error', resolve);
  });
  let running = true;
  void ended.then(() => (running = false));
  const killAtExit = () => child.kill('SIGKILL');
  process.once('exit', killAtExit);

  return {
    running: () => running,
    log: () => log,
    async stop(signal = stopSignal) {
      process.off('exit', killAtExit);
      if (running) child.kill(signal);
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** A prefix after which the kernel ends the program when this process dies, however it dies. Empty where there is no such tool. */
export const endWithParent = (signal) => (existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', signal] : []);
