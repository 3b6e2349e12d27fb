import type { ScriptedReply } from './scripted-reply.js';

export interface ScriptedToolCall {
  id: string;
  name: string;
  /** JSON, which comes in pieces as models send it. */
  input: string;
}

/** A model's answer that asks the page to do something, and says nothing. */
export function toolReply(...calls: ScriptedToolCall[]): ScriptedReply {
  const chunk = (delta: unknown, finish: string | null = null): string =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const pieces = calls.flatMap(({ id, name, input }, index) => [
    chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }),
    ...input.split(/(?<=:)/).map((piece) => chunk({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]);
  return { fault: { kind: 'bytes', pieces: [...pieces, chunk({}, 'tool_calls'), 'data: [DONE]\n\n'] } };
}
