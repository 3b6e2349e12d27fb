import type { Usage } from '@askwell/contract';
import { countPromptTokens, countTokens, type PromptMessage } from '../completion/index.js';

/** What one answer costs, as far as it went. The provider's figures count; where it gave none, what was sent and written is counted. */
export interface UsageMeter {
  /** A prompt goes out to the model that should answer. */
  send(model: string, messages: readonly PromptMessage[]): void;
  /** This model answers, to these messages. */
  begin(model: string, messages: readonly PromptMessage[]): void;
  write(text: string): void;
  report(usage: Usage): void;
  /** Undefined where no model was asked. */
  model(): string | undefined;
  total(): Promise<Usage>;
  /** Of an answer that failed: a provider that never began takes nothing. */
  totalOfFailure(): Promise<Usage>;
}

export const noUsage: Usage = { promptTokens: 0, completionTokens: 0, totalTokens: 0, estimated: false };

export function createUsageMeter(): UsageMeter {
  let sent: { model: string; messages: readonly PromptMessage[] } | undefined;
  let hasBegun = false;
  let written = '';
  let reported: Usage | undefined;

  async function total(): Promise<Usage> {
    if (reported !== undefined) return reported;
    if (sent === undefined) return noUsage;
    const [promptTokens, completionTokens] = await Promise.all([countPromptTokens(sent.messages), countTokens(written)]);
    return { promptTokens, completionTokens, totalTokens: promptTokens + completionTokens, estimated: true };
  }

  return {
    send(model, messages) {
      sent = { model, messages };
    },
    begin(model, messages) {
      sent = { model, messages };
      hasBegun = true;
    },
    write(text) {
      written += text;
    },
    report(usage) {
      reported = usage;
    },
    model: () => sent?.model,
    total,
    totalOfFailure: async () => (hasBegun ? total() : noUsage),
  };
}
