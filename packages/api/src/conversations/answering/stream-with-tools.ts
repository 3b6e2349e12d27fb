import type { ToolCall } from '@askwell/contract';
import type {
  CompletionPart,
  CompletionProvider,
  CompletionRequest,
  ModelToolCall,
  PromptMessage,
} from '../../completion/index.js';
import type { Context } from '../../context.js';
import type { UsageMeter } from '../../usage/index.js';
import type { RunTools, ToolOutcome } from '../page-tools.js';

export type PartWithTools =
  | CompletionPart
  | { type: 'tool-call'; call: ToolCall }
  | { type: 'tool-result'; toolCallId: string; outcome: ToolOutcome };

const mostRounds = 3;
const mostCalls = 4;
const resultCharacters = 16_000;

/** A model's answer in which it may ask the page to do something first. Each request after the first counts as an aside. */
export async function* streamWithTools(
  ctx: Context,
  completion: CompletionProvider,
  { request, tools, meter }: { request: CompletionRequest; tools: RunTools; meter: UsageMeter },
): AsyncGenerator<PartWithTools> {
  let messages: PromptMessage[] = request.messages;
  for (let round = 0; ; round++) {
    const aside = round === 0 ? undefined : meter.aside(request.settings.model ?? completion.name);
    const offered = round < mostRounds ? tools.offered : undefined;
    let calls: readonly ModelToolCall[] = [];
    let said = '';
    const { shorten, ...rest } = request;
    const asked = { ...rest, messages, tools: offered, ...(round === 0 ? { shorten } : {}) };
    for await (const part of completion.stream(asked, ctx.signal)) {
      if (part.type === 'text') said += part.text;
      if (part.type === 'start' && aside !== undefined) {
        aside.begin(part.model, part.messages);
        continue;
      }
      if (part.type !== 'finish') {
        yield part;
        continue;
      }
      if (part.usage !== undefined) (aside ?? meter).report(part.usage);
      calls = offered === undefined ? [] : (part.toolCalls ?? []).slice(0, mostCalls);
      if (calls.length === 0) yield { ...part, usage: undefined };
    }
    if (calls.length === 0) return;
    calls = calls.map((call, at) => (call.id === '' ? { ...call, id: `call_${round}_${at}` } : call));
    messages = [...messages, { role: 'assistant', content: said, toolCalls: calls }];
    for (const call of calls) {
      const begun = await tools.begin(call);
      let content = 'There is no such function, or its input is not a JSON object.';
      if (begun !== undefined) {
        yield { type: 'tool-call', call: begun };
        const outcome = await tools.wait(begun);
        yield { type: 'tool-result', toolCallId: begun.toolCallId, outcome };
        content = tellModel(outcome);
      }
      messages.push({ role: 'tool', content, toolCallId: call.id });
    }
  }
}

function tellModel(outcome: ToolOutcome): string {
  switch (outcome.state) {
    case 'done':
      return (JSON.stringify(outcome.output) ?? 'null').slice(0, resultCharacters);
    case 'denied':
      return 'The visitor did not allow it.';
    case 'failed':
      return `It failed: ${outcome.error}`.slice(0, resultCharacters);
    default:
      return outcome satisfies never;
  }
}
