import type { ChatState } from '@askwell/sdk/chat';
import { Announcer } from '@askwell/sdk/announcer';
import type { ResolvedStrings } from '@askwell/sdk/dom';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/** Speaks the running answer sentence by sentence in a polite live region. What was there when the page opened stays silent. */
export function useAnnouncements(state: ChatState, strings: ResolvedStrings): RefObject<HTMLDivElement | null> {
  const region = useRef<HTMLDivElement>(null);
  const announcer = useMemo(() => new Announcer(), []);

  useEffect(() => announcer.update(region.current, state, strings), [announcer, state, strings]);
  return region;
}
