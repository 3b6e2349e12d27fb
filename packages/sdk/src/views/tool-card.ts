import type { ToolCall } from '@askwell/contract';
import type { ToolOutcome } from '../chat/chat-types.js';
import { formatString, type ResolvedStrings } from '../dom/strings.js';
import { createIcon } from '../dom/create-icon.js';
import { element, type View } from './view.js';

export interface ToolCardProps {
  strings: ResolvedStrings;
  call: ToolCall;
  /** What the page said that the tool does. */
  description: string;
  /** Runs it; absent where the page no longer has it. */
  run?: ((input: unknown) => unknown) | undefined;
  onOutcome: (outcome: ToolOutcome) => void;
}

/** Asks the visitor whether the model may do something on the page, with the words and values it would do it with. */
export function createToolCard(container: HTMLElement, first: ToolCardProps): View<ToolCardProps> {
  let props = first;
  const { strings, call, description } = props;
  const name = description || call.toolName;
  const asked = formatString(strings.toolAsk, { name });
  const deny = element('button', { class: 'text-button', type: 'button' }, strings.deny);
  const allow = element('button', { class: 'text-button primary', type: 'button' }, strings.allow);
  const buttons = element('div', { class: 'form-row' }, deny, allow);
  const card = element(
    'div',
    { class: 'tool-card', part: 'tool', role: 'group', 'aria-label': asked },
    element('p', { class: 'tool-what' }, asked),
    ...inputLines(call.input),
    buttons,
  );
  container.replaceChildren(card);

  const settle = (outcome: ToolOutcome): void => {
    buttons.remove();
    props.onOutcome(outcome);
  };
  deny.addEventListener('click', () => settle({ denied: true }));
  allow.addEventListener('click', () => {
    allow.disabled = true;
    deny.disabled = true;
    void runTool(props).then(settle);
  });

  const show = (): void => {
    if (props.call.state === 'waiting') return;
    const done = props.call.state === 'done';
    card.replaceChildren(
      element(
        'p',
        { class: 'tool-done' },
        createIcon(done ? 'check' : 'close'),
        done ? formatString(strings.toolDone, { name }) : name,
      ),
    );
  };
  show();
  return {
    update(next) {
      props = next;
      show();
    },
    destroy: () => container.replaceChildren(),
  };
}

async function runTool({ run, call }: ToolCardProps): Promise<ToolOutcome> {
  if (!run) return { error: `The page has no tool named ${call.toolName}.` };
  try {
    return { result: (await run(call.input)) ?? null };
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'The page could not do it.' };
  }
}

/** The values, as the visitor may judge them: names and short texts, never markup. */
function inputLines(input: unknown): HTMLElement[] {
  if (input === null || typeof input !== 'object') return [];
  const entries = Object.entries(input).slice(0, 12);
  if (entries.length === 0) return [];
  const list = element('dl', { class: 'tool-input' });
  for (const [name, value] of entries) {
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
    list.append(element('dt', {}, name), element('dd', { dir: 'auto' }, text.length > 300 ? `${text.slice(0, 300)} …` : text));
  }
  return [list];
}
