import type { PromptMessage } from './completion-provider.js';

/** What providers add around each message, and before their answer. */
const tokensPerMessage = 4;
const tokensPerPrompt = 3;

/** Tokens of the o200k encoding, near enough for providers that give no figures. Loaded on first use: its tables take 30 MB. */
export async function countTokens(text: string): Promise<number> {
  const { countTokens: count } = await import('gpt-tokenizer/encoding/o200k_base');
  const plain = { disallowedSpecial: new Set<string>() };
  let tokens = 0;
  for (const piece of text.split(longRun)) if (piece !== '') tokens += count(piece, plain);
  return tokens;
}

/** The encoder takes a run without a break at once, in time that grows with its square: 3 s for 64,000 letters. */
const longRun = /(\S{200}|\s{200})/u;

export async function countPromptTokens(messages: readonly PromptMessage[]): Promise<number> {
  let tokens = tokensPerPrompt;
  for (const message of messages) tokens += tokensPerMessage + (await countTokens(message.content));
  return tokens;
}
