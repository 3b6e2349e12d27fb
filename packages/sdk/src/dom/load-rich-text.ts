import type { createRichText } from './rich-text.js';

/**
 * Fetches the Markdown renderer piece by piece. Sanitiser, parser and renderer are each evaluated in a task of their own, where a
 * bundler makes chunks of them: together they hold a slow phone's page for 100 ms.
 *
 * @param pause Ends the running task.
 */
export async function loadRichText(pause: () => Promise<void>): Promise<typeof createRichText> {
  await import('./sanitize-block.js');
  await pause();
  await import('./lex-markdown.js');
  await pause();
  const module = await import('./rich-text.js');
  return module.createRichText;
}
