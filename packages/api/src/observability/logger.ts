import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** JSON lines on stdout. What could hold a credential or a visitor's words is never logged; the list below is the second fence. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: ['*.authorization', '*.token', '*.key', '*.secret', '*.text', '*.question', 'authorization', 'token', 'key'],
      remove: true,
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
