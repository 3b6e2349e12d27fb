import type { ErrorCode, ResolvedWidgetConfig, WidgetConfig } from '@askwell/contract';
import { loadTexts, resolveStrings, resolveWidgetConfig, type ResolvedStrings } from '@askwell/sdk/dom';
import { useEffect, useState } from 'preact/hooks';
import { frameLocale } from '../frame-locale.js';

export type ConfigState =
  | { kind: 'loading' }
  | { kind: 'ready'; config: ResolvedWidgetConfig; strings: ResolvedStrings }
  /** The server refuses this key or this place. */
  | { kind: 'refused'; code: ErrorCode | null };

export function useWidgetConfig(baseUrl: string, key: string): ConfigState {
  const [state, setState] = useState<ConfigState>({ kind: 'loading' });

  useEffect(() => {
    const controller = new AbortController();
    // A server that does not answer: the visitor still gets the chat, in its built-in look, and its own errors.
    loadConfig(`${baseUrl}/v1/widget-config?key=${encodeURIComponent(key)}`, controller.signal).then(setState, () => {
      if (!controller.signal.aborted) void withStrings({}).then(setState);
    });
    return () => controller.abort();
  }, [baseUrl, key]);

  return state;
}

async function loadConfig(url: string, signal: AbortSignal): Promise<ConfigState> {
  const response = await fetch(url, { signal, credentials: 'omit' });
  if (response.ok) return withStrings((await response.json()) as Partial<WidgetConfig>);
  if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`);
  const problem = (await response.json().catch(() => null)) as { code?: ErrorCode } | null;
  return { kind: 'refused', code: problem?.code ?? null };
}

async function withStrings(given: Partial<WidgetConfig>): Promise<ConfigState> {
  const config = resolveWidgetConfig(given);
  const locale = frameLocale(config.locale);
  return { kind: 'ready', config, strings: resolveStrings(config, { locale, texts: await loadTexts(locale) }) };
}
