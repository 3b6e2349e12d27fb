import type { ErrorCode, ResolvedWidgetConfig, WidgetConfig } from '@askwell/contract';
import { resolveWidgetConfig } from '@askwell/sdk/dom';
import { useEffect, useState } from 'preact/hooks';

export type ConfigState =
  | { kind: 'loading' }
  | { kind: 'ready'; config: ResolvedWidgetConfig }
  /** The server refuses this key or this place. */
  | { kind: 'refused'; code: ErrorCode | null };

export function useWidgetConfig(baseUrl: string, key: string): ConfigState {
  const [state, setState] = useState<ConfigState>({ kind: 'loading' });

  useEffect(() => {
    const controller = new AbortController();
    // A server that does not answer: the visitor still gets the chat, in its built-in look, and its own errors.
    loadConfig(`${baseUrl}/v1/widget-config?key=${encodeURIComponent(key)}`, controller.signal).then(setState, () => {
      if (!controller.signal.aborted) setState({ kind: 'ready', config: resolveWidgetConfig({}) });
    });
    return () => controller.abort();
  }, [baseUrl, key]);

  return state;
}

async function loadConfig(url: string, signal: AbortSignal): Promise<ConfigState> {
  const response = await fetch(url, { signal, credentials: 'omit' });
  if (response.ok) return { kind: 'ready', config: resolveWidgetConfig((await response.json()) as Partial<WidgetConfig>) };
  if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`);
  const problem = (await response.json().catch(() => null)) as { code?: ErrorCode } | null;
  return { kind: 'refused', code: problem?.code ?? null };
}
