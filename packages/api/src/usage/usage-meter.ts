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
  /** For a short question to a model on the way, which counts too. */
  aside(model: string): Pick<UsageMeter, 'begin' | 'write' | 'report'>;
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
  const asides: { model: string; meter: UsageMeter }[] = [];

  async function total(): Promise<Usage> {
    return addUsage(await ownTotal(), await totalOfAsides());
  }

  async function totalOfAsides(): Promise<Usage> {
    let sum = noUsage;
    for (const { meter } of asides) sum = addUsage(sum, await meter.total());
    return sum;
  }

  async function ownTotal(): Promise<Usage> {
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
    aside(model) {
      const meter = createUsageMeter();
      asides.push({ model, meter });
      return meter;
    },
    model: () => sent?.model ?? asides[0]?.model,
    total,
    totalOfFailure: async () => (hasBegun ? total() : totalOfAsides()),
  };
}

function addUsage(one: Usage, other: Usage): Usage {
  return {
    promptTokens: one.promptTokens + other.promptTokens,
    completionTokens: one.completionTokens + other.completionTokens,
    totalTokens: one.totalTokens + other.totalTokens,
    estimated: one.estimated || other.estimated,
  };
}
