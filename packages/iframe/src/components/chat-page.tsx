import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ResolvedStrings } from '@askwell/sdk/dom';
import { useCallback, useRef } from 'preact/hooks';
import { useHost } from '../embedding/use-host.js';
import { useAnnouncements } from '../hooks/use-announcements.js';
import { useChatSession } from '../hooks/use-chat-session.js';
import { useConsent } from '../hooks/use-consent.js';
import { useCitationCards } from '../hooks/use-citation-cards.js';
import { usePanelModel } from '../hooks/use-panel-model.js';
import { useTheme } from '../hooks/use-theme.js';
import { useVisualViewport } from '../hooks/use-visual-viewport.js';
import type { PageAddress } from '../page-address.js';
import { Composer } from './composer.js';
import { Consent } from './consent.js';
import { Header, Overlay } from './header.js';
import { Transcript } from './transcript.js';

export interface ChatPageProps {
  address: PageAddress;
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
}

export function ChatPage({ address, config, strings }: ChatPageProps) {
  const { session, state, busy } = useChatSession(address.baseUrl, address.publishableKey);
  const region = useAnnouncements(state, strings);
  const model = usePanelModel(session, state, config);
  const input = useRef<HTMLTextAreaElement>(null);
  const name = config.header.name || config.assistant.name || strings.title;
  useTheme(config, name);
  useVisualViewport();

  const consent = useConsent(address, config);
  const ask = useCallback((text: string) => void (consent.missing || model.submit(text)), [model, consent.missing]);
  const page = useRef<HTMLElement>(null);
  const cards = useCitationCards(session, strings, page);
  const focusInput = useCallback(() => input.current?.focus({ preventScroll: true }), []);
  const onClose = useHost({ session, config, name, focusInput, giveConsent: consent.give, page });
  const startNew = useCallback(() => {
    model.startNew();
    focusInput();
  }, [model, focusInput]);
  const askPerson = useCallback(() => void model.requestPerson(), [model]);
  const shared = { name, config, strings, state, session, model };
  const header = { ...shared, onStartNew: startNew, onPerson: askPerson, focusInput };

  return (
    <main class="page panel chat" aria-label={name} ref={page}>
      {address.header && <Header {...header} onClose={onClose} />}
      <Overlay {...header} onClose={onClose} />
      <Transcript {...shared} busy={busy} cards={cards} onAsk={ask} onPerson={askPerson} focusInput={focusInput} />
      {consent.missing ? (
        <Consent strings={strings} onAccept={() => consent.give(true)} />
      ) : (
        <Composer inputRef={input} busy={busy} onAsk={ask} {...shared} />
      )}
      <div class="sr-only" role="status" aria-live="polite" ref={region} />
    </main>
  );
}
