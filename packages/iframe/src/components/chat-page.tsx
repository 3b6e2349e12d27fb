import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ResolvedStrings } from '@askwell/sdk/dom';
import { useCallback, useRef } from 'preact/hooks';
import { useAnnouncements } from '../hooks/use-announcements.js';
import { useChatSession } from '../hooks/use-chat-session.js';
import { useCitationCard } from '../hooks/use-citation-card.js';
import { useTheme } from '../hooks/use-theme.js';
import { useVisualViewport } from '../hooks/use-visual-viewport.js';
import type { PageAddress } from '../page-address.js';
import { Composer } from './composer.js';
import { Header } from './header.js';
import { Transcript } from './transcript.js';

export interface ChatPageProps {
  address: PageAddress;
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
}

export function ChatPage({ address, config, strings }: ChatPageProps) {
  const { session, state, busy } = useChatSession(address.baseUrl, address.publishableKey);
  const region = useAnnouncements(state, strings);
  const card = useCitationCard(state);
  const input = useRef<HTMLTextAreaElement>(null);
  const name = config.assistant.name || strings.title;
  useTheme(config, name);
  useVisualViewport();

  const ask = useCallback((text: string) => void session.send(text), [session]);
  const startNew = useCallback(() => {
    session.startNew();
    input.current?.focus();
  }, [session]);

  return (
    <main class="page panel chat" aria-label={name}>
      {address.header && (
        <Header name={name} online={state.online} strings={strings} canStartNew={state.items.length > 0} onStartNew={startNew} />
      )}
      <Transcript name={name} config={config} strings={strings} state={state} session={session} card={card} onAsk={ask} />
      <Composer inputRef={input} draft={state.draft} busy={busy} strings={strings} session={session} onAsk={ask} />
      <div class="sr-only" role="status" aria-live="polite" ref={region} />
    </main>
  );
}
