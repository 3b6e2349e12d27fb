import { buildPrompt, withoutNeighbours, type PromptInput } from './build-prompt.js';
import type { PromptMessage } from './completion-provider.js';
import { countPromptTokens } from './count-tokens.js';
import { estimateTokens } from './estimate-tokens.js';
import { turnsBesideSummary } from './rewrite-question.js';

/** The prompt, without the neighbours of its passages, its oldest turns and then without its last passages where it would be longer than `maxTokens`. */
export async function fitPrompt(input: PromptInput, maxTokens: number): Promise<PromptMessage[]> {
  let fitted = input;
  for (;;) {
    const messages = buildPrompt(fitted);
    const smaller = shrink(fitted);
    if (smaller === undefined || !(await isLonger(messages, maxTokens))) return messages;
    fitted = smaller;
  }
}

/** Most prompts are far below the limit: only the others are worth an estimate, and fewer the tokenizer. */
async function isLonger(messages: readonly PromptMessage[], maxTokens: number): Promise<boolean> {
  const characters = messages.reduce((sum, message) => sum + 4 + message.content.length, 3);
  if (characters <= maxTokens) return false;
  const estimate = messages.reduce((sum, message) => sum + 4 + estimateTokens(message.content), 3);
  return estimate > maxTokens && (await countPromptTokens(messages)) > maxTokens;
}

function shrink(input: PromptInput): PromptInput | undefined {
  const widened = input.passages.findLastIndex(({ before, after }) => (before ?? after) !== undefined);
  if (widened >= 0)
    return { ...input, passages: input.passages.map((one, at) => (at === widened ? withoutNeighbours(one) : one)) };
  const turns = input.summary === undefined ? 8 : turnsBesideSummary;
  if (input.history.length > 0) return { ...input, history: input.history.slice(-turns).slice(2) };
  if (input.summary !== undefined) return { ...input, summary: undefined };
  if (input.passages.length > 1) return { ...input, passages: input.passages.slice(0, -1) };
  return undefined;
}
