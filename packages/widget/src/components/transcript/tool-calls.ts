import type { ChatAnswer, ToolOutcome } from '@askwell/sdk/chat';
import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';
import { viewSlot } from '../view-slot/view-slot.js';
import { views } from '../view-slot/views.js';

/** What the model asked the page to do, each with the visitor's say. */
export function renderToolCalls(view: ChatView, answer: ChatAnswer): unknown {
  if (answer.toolCalls.length === 0) return nothing;
  return answer.toolCalls.map((call): TemplateResult => {
    const tool = view.tools.find(call.toolName);
    return html`<div
      class="view"
      ${viewSlot(views.toolCard, {
        strings: view.strings,
        call,
        description: tool?.description ?? '',
        run: tool && ((input: unknown) => tool.run(input)),
        onOutcome: (outcome: ToolOutcome) => void view.session?.answerTool(call.toolCallId, outcome),
      })}
    ></div>`;
  });
}
