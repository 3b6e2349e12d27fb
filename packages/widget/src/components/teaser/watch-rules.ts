import type { ProactiveRule } from '@askwell/contract';
import { matchPath } from './match-path.js';

/** Calls `onRule` with the first rule whose moment has come; the returned function stops waiting. */
export function watchRules(rules: readonly ProactiveRule[], onRule: (rule: ProactiveRule) => void): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  const timers: ReturnType<typeof setTimeout>[] = [];
  const stop = (): void => {
    ending.abort();
    for (const timer of timers) clearTimeout(timer);
  };
  const meet = (rule: ProactiveRule): void => {
    if (signal.aborted) return;
    stop();
    onRule(rule);
  };

  for (const rule of rules.filter(({ path }) => matchPath(path, location.pathname))) {
    switch (rule.when) {
      case 'url':
        timers.push(setTimeout(() => meet(rule), settled));
        break;
      case 'time':
        timers.push(setTimeout(() => meet(rule), rule.seconds * 1000));
        break;
      case 'scroll':
        addEventListener('scroll', () => scrolledPercent() >= rule.percent && meet(rule), { passive: true, signal });
        break;
      case 'exitIntent':
        document.addEventListener('mouseout', (event) => isLeaving(event) && meet(rule), { passive: true, signal });
        break;
      default:
        rule satisfies never; // a rule of a newer server is passed over
    }
  }
  return stop;
}

/** Milliseconds after which a page that was opened counts as seen. */
const settled = 600;

function scrolledPercent(): number {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  return scrollHeight <= clientHeight ? 100 : (scrollTop / (scrollHeight - clientHeight)) * 100;
}

/** The pointer has left the window at its top, towards the tabs and the address. */
function isLeaving({ relatedTarget, clientY }: MouseEvent): boolean {
  return relatedTarget === null && clientY <= 0;
}
