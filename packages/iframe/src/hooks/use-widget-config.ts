import type { ErrorCode, WidgetConfig } from '@askwell/contract';
import { useEffect, useState } from 'preact/hooks';

export type ConfigState =
  | { kind: 'loading' }
  | { kind: 'ready'; config: WidgetConfig }
  /** The server refuses this key or this place. */
  | { kind: 'refused'; code: ErrorCode | null };

/** The chat's built-in look, for a server that does not answer: the visitor still gets the chat and its own errors. */
const fallback: WidgetConfig = {
  assistant: { id: '', name: '' },
  greeting: '',
  starters: [],
  theme: {},
  strings: {},
  locale: 'en',
  features: { feedback: true, copy: true },
};

export function useWidgetConfig(baseUrl: string, key: string): ConfigState {
  const [state, setState] = useState<ConfigState>({ kind: 'loading' });

  useEffect(() => {
    const controller = new AbortController();
    loadConfig(`${baseUrl}/v1/widget-config?key=${encodeURIComponent(key)}`, controller.signal).then(setState, () => {
      if (!controller.signal.aborted) setState({ kind: 'ready', config: fallback });
    });
    return () => controller.abort();
  }, [baseUrl, key]);

  return state;
}

async function loadConfig(url: string, signal: AbortSignal): Promise<ConfigState> {
  const response = await fetch(url, { signal, credentials: 'omit' });
  if (response.ok) return { kind: 'ready', config: { ...fallback, ...((await response.json()) as WidgetConfig) } };
  if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`);
  const problem = (await response.json().catch(() => null)) as { code?: ErrorCode } | null;
  return { kind: 'refused', code: problem?.code ?? null };
}
