import { EnvironmentError } from '../env.js';
import { CallFailed } from './api-client.js';

/** One line on stderr for what a person can mend; the whole error for a bug. */
export function reportFailure(error: unknown, json: boolean): void {
  process.exitCode = 1;
  const isExpected = error instanceof EnvironmentError || error instanceof CallFailed || isLocked(error);
  if (json && error instanceof CallFailed && error.problem !== undefined) console.error(JSON.stringify(error.problem));
  else if (isExpected) console.error(error.message);
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    console.error('The port is in use. Stop the other process, or choose another port: PORT=8788.');
  } else console.error(error);
}

/** By name: its class would load the database for commands that use none. */
function isLocked(error: unknown): error is Error {
  return error instanceof Error && error.name === 'DataDirectoryLockedError';
}
