import type { ChatSession } from '@askwell/sdk/chat';
import { CitationCards, type ResolvedStrings } from '@askwell/sdk/dom';
import type { RefObject } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';

/** The cards of the page's citation marks. */
export function useCitationCards(
  session: ChatSession,
  strings: ResolvedStrings,
  page: RefObject<HTMLElement | null>,
): CitationCards {
  const cards = useMemo(
    () =>
      new CitationCards({
        stage: () => page.current?.querySelector<HTMLElement>('.stage') ?? null,
        state: () => session.getState(),
        strings: () => strings,
      }),
    [session, strings, page],
  );
  useEffect(() => cards.close, [cards]);
  return cards;
}
