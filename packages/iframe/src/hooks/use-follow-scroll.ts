import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

export interface FollowScroll {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Text has come below the view since the reader left the end. */
  unseen: boolean;
  toEnd: (options?: { smooth?: boolean }) => void;
}

/** Pixels from the end that still count as being there. */
const slack = 24;

/** The view keeps to the end while the reader is there, and stays where the reader has gone otherwise. */
export function useFollowScroll(): FollowScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [unseen, setUnseen] = useState(false);

  const toEnd = useCallback(({ smooth = false }: { smooth?: boolean } = {}) => {
    following.current = true;
    setUnseen(false);
    const behavior = smooth && !matchMedia('(prefers-reduced-motion: reduce)').matches ? 'smooth' : 'instant';
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior });
  }, []);

  useEffect(() => {
    const view = scroller.current;
    const text = content.current;
    if (!view || !text) return undefined;
    let top = view.scrollTop;
    let height = text.offsetHeight;

    const onScroll = (): void => {
      const atEnd = view.scrollHeight - view.scrollTop - view.clientHeight <= slack;
      // Only moving up lets go: text that grew between our own scroll and its event must not.
      following.current = atEnd || (following.current && view.scrollTop >= top);
      top = view.scrollTop;
      if (atEnd) setUnseen(false);
    };
    const observer = new ResizeObserver(() => {
      const grown = text.offsetHeight > height;
      height = text.offsetHeight;
      if (following.current) view.scrollTo({ top: view.scrollHeight, behavior: 'instant' });
      else if (grown) setUnseen(true);
    });
    observer.observe(view);
    observer.observe(text);
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { scroller, content, unseen, toEnd };
}
