import type { WidgetConfig } from '@askwell/contract';

/** What the playground tells the chat in its frame. */
export interface PreviewMessage {
  type: 'askwell-preview';
  config: Partial<WidgetConfig>;
}

export const previewReady = 'askwell-preview-ready';

export function isPreviewMessage(data: unknown): data is PreviewMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'askwell-preview' && 'config' in data;
}
