import { AppError } from '../../errors.js';
import { childIsReady, type ParseReply, type ParseRequest } from './parse-protocol.js';
import { parseFile } from './parse-file.js';

/** The entry of a child process: reads files until its parent goes or ends it. */
process.on('disconnect', () => process.exit());
process.on('message', (request: ParseRequest) => {
  void parseFile(request).then(
    (document) => reply({ document, memoryBytes: process.memoryUsage.rss() }),
    (error: unknown) => reply({ error: describe(error), memoryBytes: process.memoryUsage.rss() }),
  );
});
process.send?.(childIsReady);

function reply(message: ParseReply): void {
  process.send?.(message);
}

function describe(error: unknown): Extract<ParseReply, { error: unknown }>['error'] {
  if (error instanceof AppError) return { code: error.code, detail: error.message };
  // Under a memory limit an allocation that fails is a RangeError.
  if (error instanceof RangeError) {
    return { code: 'FILE_TOO_COMPLEX', detail: 'Reading the file needs too much memory. Split it, or send its text.' };
  }
  return { code: 'FILE_UNREADABLE', detail: 'The file cannot be read. Open and save it again, or send its text.' };
}
