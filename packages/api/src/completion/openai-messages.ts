import type { PageTool } from '@askwell/contract';
import type { PromptMessage } from './completion-provider.js';

/** Messages as OpenAI takes them; those of plain text are so already. */
export function toWireMessages(messages: readonly PromptMessage[]): readonly object[] {
  return messages.some(isRich) ? messages.map(toWire) : messages;
}

export function toWireTools(tools: readonly PageTool[]): object[] {
  return tools.map(({ name, description, parameters }) => ({ type: 'function', function: { name, description, parameters } }));
}

function isRich({ images, toolCalls, toolCallId }: PromptMessage): boolean {
  return images !== undefined || toolCalls !== undefined || toolCallId !== undefined;
}

function toWire({ role, content, images = [], toolCalls, toolCallId }: PromptMessage): object {
  if (toolCallId !== undefined) return { role, content, tool_call_id: toolCallId };
  if (toolCalls !== undefined) {
    const calls = toolCalls.map(({ id, name, input }) => ({ id, type: 'function', function: { name, arguments: input } }));
    return { role, content, tool_calls: calls };
  }
  if (images.length === 0) return { role, content };
  const parts = images.map((url) => ({ type: 'image_url', image_url: { url } }));
  return { role, content: [{ type: 'text', text: content }, ...parts] };
}
