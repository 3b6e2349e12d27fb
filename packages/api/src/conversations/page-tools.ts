import type { PageTool, ToolCall, ToolResult } from '@askwell/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelToolCall } from '../completion/index.js';
import type { Context, VisitorContext } from '../context.js';
import { AppError, NotFoundError } from '../errors.js';
import { insertToolCall, selectToolCall, settleToolCall } from './tool-store.js';

const lookMilliseconds = 200;

/** How a call of the page's went. */
export type ToolOutcome =
  | { state: 'done'; output: unknown }
  | { state: 'denied' }
  /** The page could not do it, or said nothing in time. */
  | { state: 'failed'; error: string };

export interface RunTools {
  offered: readonly PageTool[];
  /** Asks the page and waits for it. */
  begin(call: ModelToolCall): Promise<ToolCall | undefined>;
  wait(call: ToolCall): Promise<ToolOutcome>;
}

/** The page's tools for one run. The result may come in at any node: it is read from the database while the run waits. */
export function createRunTools(ctx: Context, runId: string, offered: readonly PageTool[]): RunTools {
  const { deps, tenantId } = ctx;
  const names = new Set(offered.map(({ name }) => name));
  return {
    offered,
    async begin({ id, name, input: text }) {
      const input = parseInput(text);
      if (!names.has(name) || input === undefined) return undefined;
      await insertToolCall(deps.database, { tenantId, runId, id, name });
      return { toolCallId: id, toolName: name, input, state: 'waiting' };
    },
    async wait({ toolCallId }) {
      const until = performance.now() + deps.toolWaitMilliseconds;
      while (performance.now() < until) {
        await sleep(lookMilliseconds, undefined, { signal: ctx.signal });
        const outcome = await selectToolCall(deps.database, { tenantId, runId, id: toolCallId });
        if (outcome !== undefined) return outcome;
      }
      const late: ToolOutcome = { state: 'failed', error: 'The page did not answer in time.' };
      await settleToolCall(deps.database, { tenantId, runId, visitorId: undefined, id: toolCallId, outcome: late });
      // A result that came in at the last moment counts.
      return (await selectToolCall(deps.database, { tenantId, runId, id: toolCallId })) ?? late;
    },
  };
}

/** Takes the page's result for a call of the visitor's run. The first one counts; the same call answered again changes nothing. */
export async function answerTool(ctx: VisitorContext, input: ToolResult & { runId: string }): Promise<void> {
  const { runId, toolCallId: id, denied = false, error, result } = input;
  const outcome: ToolOutcome = denied
    ? { state: 'denied' }
    : error === undefined
      ? { state: 'done', output: result ?? null }
      : { state: 'failed', error };
  const { tenantId, actor, deps } = ctx;
  const settled = await settleToolCall(deps.database, { tenantId, runId, visitorId: actor.visitorId, id, outcome });
  if (settled === 'unknown') throw new NotFoundError('tool call');
  if (settled === 'late')
    throw new AppError('CONFLICT', 'This tool call has ended. Its first result, or the end of its time, counts.');
}

function parseInput(text: string): Record<string, unknown> | undefined {
  try {
    const input: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // The model hears that the call was not understood.
  }
}
