import { ProviderFailure } from './provider-failure.js';

/** Above any answer in one event; a line that is longer than this is not an answer. */
const maxLineCharacters = 4 * 1024 * 1024;

/** What stands behind each `data:`, at any cut of the bytes, with LF, CRLF or CR; a last line without an end counts too. */
export async function* readDataLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, { isEmpty: boolean }> {
  const decoder = new TextDecoder();
  let rest = '';
  let isEmpty = true;
  for await (const bytes of body) {
    isEmpty &&= bytes.length === 0;
    const lines = decoder.decode(bytes, { stream: true }).split(/[\r\n]/);
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineCharacters) throw new ProviderFailure('bad-response');
    for (const line of lines) if (line.startsWith('data:')) yield line.slice(5).trim();
  }
  rest += decoder.decode();
  if (rest.startsWith('data:')) yield rest.slice(5).trim();
  return { isEmpty };
}
