import type { PageMessage, ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatSession } from '@askwell/sdk/chat';
import { findNews, type SeenItems } from '@askwell/sdk/dom';
import type { RefObject } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { HostContext } from './host-context.js';
import type { HostLink } from './host-link.js';

export interface HostOptions {
  session: ChatSession;
  config: ResolvedWidgetConfig;
  name: string;
  focusInput: () => void;
  giveConsent: (given: boolean) => void;
  page: RefObject<HTMLElement | null>;
}

/** Does what the page around this one says, and tells it what happens here. Gives a way to close the panel, where it is one. */
export function useHost({ session, config, name, focusInput, giveConsent, page }: HostOptions): (() => void) | null {
  const link = useContext(HostContext);

  useEffect(() => {
    if (!link) return undefined;
    const { position } = config.theme;
    link.post({ type: 'ready', name, position: position ?? null, pageContext: config.features.pageContext, mode: config.mode });
    const ends = [
      link.subscribe((message) => void obey(message, { link, session, focusInput, giveConsent })),
      tellNews(link, session),
      tellHeight(link, page.current),
    ];
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && link.mode === 'panel') link.post({ type: 'close' });
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
      for (const end of ends) end();
    };
  }, [link, session, config, name, focusInput, giveConsent, page]);

  return link?.mode === 'panel' ? () => link.post({ type: 'close' }) : null;
}

type Obeying = Pick<HostOptions, 'session' | 'focusInput' | 'giveConsent'> & { link: HostLink };

async function obey(message: PageMessage, { link, session, focusInput, giveConsent }: Obeying): Promise<void> {
  switch (message.type) {
    case 'shown':
      if (message.shown) focusInput();
      return;
    case 'send':
      await session.send(message.text);
      link.post({ type: 'done', id: message.id, ok: true });
      return;
    case 'identify':
      await session.identify(message.token);
      return;
    case 'consent':
      giveConsent(message.given);
      return;
    case 'reset':
      session.reset();
      return;
    case 'clear-data':
      link.post({ type: 'done', id: message.id, ok: await session.clearData() });
      return;
    case 'tools':
    case 'page':
    case 'tool-result':
      // The link itself keeps these.
      return;
    default:
      message satisfies never;
  }
}

function tellNews(link: HostLink, session: ChatSession): () => void {
  let seen: SeenItems = findNews(new Map(), session.getState()).seen;
  let quiet = session.getState().status === 'loading';
  return session.subscribe((state) => {
    const news = findNews(seen, state);
    ({ seen } = news);
    // What comes with a former conversation is no news to the page.
    if (quiet) {
      quiet = state.status === 'loading';
      return;
    }
    for (const detail of news.messages) link.post({ type: 'event', name: 'message', detail: { ...detail } });
    for (const detail of news.failures) link.post({ type: 'event', name: 'error', detail: { ...detail } });
  });
}

/** What the chat would need to show itself whole: its height, were its transcript not scrolled. */
function tellHeight(link: HostLink, page: HTMLElement | null): () => void {
  const scroller = page?.querySelector('.scroller');
  const content = scroller?.firstElementChild;
  if (!page || !scroller || !content) return () => undefined;
  const observer = new ResizeObserver(() => {
    const height = page.clientHeight - scroller.clientHeight + content.scrollHeight;
    link.post({ type: 'height', height: Math.ceil(height) });
  });
  observer.observe(content);
  return () => observer.disconnect();
}
