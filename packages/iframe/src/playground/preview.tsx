import type { WidgetConfig } from '@askwell/contract';
import { emptyWidgetConfig, loadTexts, resolveStrings, resolveWidgetConfig, type ResolvedStrings } from '@askwell/sdk/dom';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ChatPage } from '../components/chat-page.js';
import { frameLocale } from '../frame-locale.js';
import { isPreviewMessage, previewReady } from './preview-message.js';
import '../page-styles.js';

const root = document.getElementById('app');
const address = {
  baseUrl: new URL('..', location.href).href.replace(/\/$/, ''),
  publishableKey: document.body.dataset['key'] ?? '',
  header: true,
};

/** The real chat, with a config that the page around it sends whenever a lever moves. */
function Preview() {
  const [state, setState] = useState<{ config: WidgetConfig; strings: ResolvedStrings } | null>(null);

  useEffect(() => {
    const receive = async (event: MessageEvent): Promise<void> => {
      if (event.origin !== location.origin || event.source !== parent || !isPreviewMessage(event.data)) return;
      const config = { ...emptyWidgetConfig, ...event.data.config };
      const locale = frameLocale(config.locale);
      setState({ config, strings: resolveStrings(config, { locale, texts: await loadTexts(locale) }) });
    };
    const listener = (event: MessageEvent): void => void receive(event);
    addEventListener('message', listener);
    parent.postMessage(previewReady, location.origin);
    return () => removeEventListener('message', listener);
  }, []);

  if (state === null) return <div class="waiting" aria-busy="true" />;
  return <ChatPage address={address} config={resolveWidgetConfig(state.config)} strings={state.strings} />;
}

if (root) render(<Preview />, root);
