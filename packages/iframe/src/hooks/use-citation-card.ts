import type { AnswerSource, Citation } from '@askwell/contract';
import type { ChatState } from '@askwell/sdk/chat';
import type { CitationReach } from '@askwell/sdk/rich-text';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

export interface CitationAnchor {
  answerId: string;
  number: number;
  anchor: HTMLElement;
}

export interface ShownCitation {
  citation: Citation;
  source: AnswerSource | null;
  anchor: HTMLElement;
  /** Opened by a click: takes the focus and stays until it is closed. */
  pinned: boolean;
}

export interface CitationCardControl {
  shown: ShownCitation | null;
  reach: (target: CitationAnchor, how: CitationReach) => void;
  /** The pointer or the focus has left the mark or the card; it closes soon, unless `stay` comes first. */
  leave: () => void;
  stay: () => void;
  close: () => void;
  /** Closes and puts the focus back on the mark. */
  dismiss: () => void;
}

const openDelay = 120;
const closeDelay = 220;

/** Which citation's card is open. Hover and focus show it for as long as they last, a click keeps it. */
export function useCitationCard(state: ChatState): CitationCardControl {
  const [open, setOpen] = useState<(CitationAnchor & { pinned: boolean }) | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const muted = useRef(false);
  const pinned = open?.pinned === true;

  const stay = useCallback(() => clearTimeout(timer.current), []);
  const close = useCallback(() => {
    stay();
    setOpen(null);
  }, [stay]);
  const reach = useCallback(
    (target: CitationAnchor, how: CitationReach) => {
      if (muted.current) return;
      stay();
      const show = (isPinned: boolean): void =>
        setOpen((former) => (former?.pinned && !isPinned ? former : { ...target, pinned: isPinned }));
      if (how === 'click')
        setOpen((former) => (former?.pinned && former.anchor === target.anchor ? null : { ...target, pinned: true }));
      else timer.current = setTimeout(() => show(false), how === 'hover' ? openDelay : 0);
    },
    [stay],
  );
  const leave = useCallback(() => {
    stay();
    timer.current = setTimeout(() => setOpen((former) => (former?.pinned ? former : null)), closeDelay);
  }, [stay]);
  const dismiss = useCallback(() => {
    // The focus that comes back must not open the card again.
    muted.current = true;
    open?.anchor.focus({ preventScroll: true });
    muted.current = false;
    close();
  }, [open, close]);
  useEffect(() => stay, [stay]);

  const answer = open && state.items.find((item) => item.kind === 'answer' && item.id === open.answerId);
  const citation = answer?.kind === 'answer' ? answer.citations.find(({ number }) => number === open?.number) : undefined;
  const source = answer?.kind === 'answer' ? answer.sources.find(({ id }) => id === citation?.sourceId) : undefined;
  const shown = open && citation ? { citation, source: source ?? null, anchor: open.anchor, pinned } : null;
  return { shown, reach, leave, stay, close, dismiss };
}
