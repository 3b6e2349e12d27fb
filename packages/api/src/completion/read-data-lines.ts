import { ProviderFailure } from './provider-failure.js';

/** Above any answer in one event; a line that is longer than this is not an answer. */
const maxLineCharacters = 4 * 1024 * 1024;

/**
 * What stands behind each `data:`, at any cut of the bytes, with LF, CRLF or CR; a last line without an end counts too. Lines
 * that came together are given together.
 */
export async function* readDataLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string[], { isEmpty: boolean }> {
  const decoder = new TextDecoder();
  let rest = '';
  let isEmpty = true;
  for await (const bytes of body) {
    isEmpty &&= bytes.length === 0;
    const lines = decoder.decode(bytes, { stream: true }).split(/[\r\n]/);
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineCharacters) throw new ProviderFailure('bad-response');
    const data = lines.flatMap(dataOf);
    if (data.length > 0) yield data;
  }
  rest += decoder.decode();
  const last = dataOf(rest);
  if (last.length > 0) yield last;
  return { isEmpty };
}

function dataOf(line: string): string[] {
  return line.startsWith('data:') ? [line.slice(5).trim()] : [];
}
