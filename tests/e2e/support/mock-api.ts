import type { Page } from 'playwright';
import { plainPage } from './site.js';
import { embedChat, openWidget, type Chat } from './chat.js';

export interface MockApi {
  origin: string;
  /** `METHOD /path` of each request, in order. */
  requests: string[];
  bodies: { route: string; body: Record<string, unknown> }[];
  settings: {
    pace: number;
    config: Record<string, unknown> & { features: Record<string, unknown> };
    suggestions: string[];
    retryAfter: number;
    refuseOnce: number;
    details: unknown;
    handoff: unknown;
  };
  close(): Promise<void>;
}

interface MockModule {
  startMockApi(options: {
    pace?: number;
    pages?: Record<string, { body: string; headers?: Record<string, string> }>;
  }): Promise<MockApi>;
}

/** The mock of the widget's package: answers are chosen by the question, and every feature answers at once. */
export async function startMock(tag = '', body = ''): Promise<MockApi> {
  const address = new URL('../../../packages/widget/test-support/mock-api.mjs', import.meta.url).href;
  const { startMockApi } = (await import(address)) as MockModule;
  const html = plainPage({ head: `<script src="/widget.js" data-key="pk_demo" ${tag} async></script>`, body });
  return startMockApi({ pace: 2, pages: { '/': { body: html } } });
}

export const places = ['widget', 'iframe'] as const;
export type Place = (typeof places)[number];

/** Opens the chat in one of its two forms. */
export async function openChat(page: Page, mock: MockApi, place: Place): Promise<Chat> {
  if (place === 'widget') {
    await page.goto(`${mock.origin}/`);
    return openWidget(page);
  }
  await page.goto(`${mock.origin}/embed/pk_demo`);
  const chat = embedChat(page);
  await chat.input.waitFor();
  return chat;
}
