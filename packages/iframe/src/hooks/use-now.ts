import type { ChatState } from '@askwell/sdk/chat';
import { useEffect, useState } from 'preact/hooks';

/** Epoch milliseconds; moves on each second while a failure names the moment at which a retry may come. */
export function useNow(state: ChatState): number {
  const [now, setNow] = useState(Date.now);
  const until = Math.max(0, ...[...state.items, state].map((item) => item.failure?.retryAt ?? 0));

  useEffect(() => {
    if (until <= Date.now()) return undefined;
    const timer = setInterval(() => {
      setNow(Date.now());
      if (Date.now() >= until) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [until]);

  return now;
}
