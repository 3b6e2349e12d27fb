import { defaultStrings } from '@askwell/sdk/dom';
import type { PageAddress } from '../page-address.js';
import { useWidgetConfig } from '../hooks/use-widget-config.js';
import { ChatPage } from './chat-page.js';
import { Notice } from './notice.js';

export interface AppProps {
  address: PageAddress;
}

/** Waits for the assistant's look, so that nothing is painted in the wrong one. */
export function App({ address }: AppProps) {
  const state = useWidgetConfig(address.baseUrl, address.publishableKey);
  switch (state.kind) {
    case 'loading':
      return <div class="waiting" aria-busy="true" />;
    case 'refused':
      return <Notice text={state.code === 'ORIGIN_NOT_ALLOWED' ? defaultStrings.originRefused : defaultStrings.keyRefused} />;
    case 'ready':
      return <ChatPage address={address} config={state.config} strings={state.strings} />;
    default:
      return state satisfies never;
  }
}
