import { AppError } from '../../errors.js';
import { cutPassages } from '../chunking/chunk-document.js';
import { childIsReady, type ParseReply, type ParseRequest, type ParseResult } from './parse-protocol.js';
import { parseFile } from './parse-file.js';

/** The entry of a child process: reads files until its parent goes or ends it. */
process.on('disconnect', () => process.exit());
process.on('message', (request: ParseRequest) => {
  void answer(request).then(
    (result) => reply({ result, memoryBytes: process.memoryUsage.rss() }),
    (error: unknown) => reply({ error: describe(error), memoryBytes: process.memoryUsage.rss() }),
  );
});
process.send?.(childIsReady);

async function answer(request: ParseRequest): Promise<ParseResult> {
  if ('text' in request) return { passages: cutPassages(request.text) };
  const document = await parseFile(request.file);
  return { document: { ...document, passages: cutPassages(document) } };
}

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
