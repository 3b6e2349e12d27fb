import type { AnswerSource, Citation } from '@askwell/contract';
import type { ChatState } from '../chat/chat-types.js';
import type { CitationReach } from '../dom/citation-buttons.js';
import { drawIcon } from '../dom/create-icon.js';
import { placeCard } from '../dom/place-card.js';
import { splitPassage } from '../dom/split-passage.js';
import { formatString, type ResolvedStrings } from '../dom/strings.js';
import { passageUrl } from '../dom/text-fragment.js';
import { element } from './view.js';

export interface CitationTarget {
  answerId: string;
  number: number;
  /** The mark. */
  anchor: HTMLElement;
}

export interface CitationCardOptions {
  /** Where the card stands: the positioned element around the transcript. */
  stage(): HTMLElement | null;
  state(): ChatState;
  strings(): ResolvedStrings;
}

export interface CitationCard {
  reach(target: CitationTarget, how: CitationReach): void;
  /** The pointer or the focus has left the mark or the card; it closes soon, unless the pointer reaches the card first. */
  leave(): void;
  close(): void;
}

const outPath = 'M10 6H7a1.5 1.5 0 0 0-1.5 1.5V17A1.5 1.5 0 0 0 7 18.5h9.5A1.5 1.5 0 0 0 18 17v-3m-4.5-8.5h5v5m0-5-7.5 7.5';

const openDelay = 120;
const closeDelay = 220;

/** Hover and focus show a mark's card for as long as they last; a press keeps it and moves the focus into it. */
export function createCitationCard(options: CitationCardOptions): CitationCard {
  let open: { anchor: HTMLElement; card: HTMLElement; pinned: boolean; end: () => void } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let muted = false;
  /** It closes by itself in a moment. */
  let leaving = false;

  const stay = (): void => {
    clearTimeout(timer);
    leaving = false;
  };
  const close = (): void => {
    stay();
    open?.end();
    open = null;
  };
  const leave = (): void => {
    stay();
    if (!open || open.pinned) return;
    leaving = true;
    timer = setTimeout(close, closeDelay);
  };
  /** Closes and puts the focus back on the mark, without opening its card again. */
  const dismiss = (): void => {
    const anchor = open?.anchor;
    close();
    muted = true;
    anchor?.focus({ preventScroll: true });
    muted = false;
  };

  const show = ({ answerId, number, anchor }: CitationTarget, pinned: boolean): void => {
    const stage = options.stage();
    const answer = options.state().items.find((item) => item.kind === 'answer' && item.id === answerId);
    const citation = answer?.kind === 'answer' ? answer.citations.find((candidate) => candidate.number === number) : undefined;
    if (answer?.kind !== 'answer' || !citation || !stage) return;
    close();
    const source = answer.sources.find(({ id }) => id === citation.sourceId);
    const card = buildCard(citation, source, options.strings());
    card.addEventListener('pointerenter', stay);
    card.addEventListener('pointerleave', leave);
    stage.append(card);
    anchor.setAttribute('aria-expanded', 'true');
    const unfollow = follow(stage, () => {
      if (!anchor.isConnected || !placeCard(card, anchor)) close();
    });
    const unlisten = listen({ stage, card, anchor, close, dismiss, isLeaving: () => leaving });
    open = {
      anchor,
      card,
      pinned,
      end() {
        unfollow();
        unlisten();
        anchor.removeAttribute('aria-expanded');
        card.remove();
      },
    };
    placeCard(card, anchor);
    if (pinned) (card.querySelector('a') ?? card).focus({ preventScroll: true });
  };

  return {
    reach(target, how) {
      if (muted) return;
      stay();
      if (how === 'click' && open?.pinned && open.anchor === target.anchor) return close();
      if (how === 'hover' && !open) timer = setTimeout(() => show(target, false), openDelay);
      else if (how === 'click' || !open?.pinned) show(target, how === 'click');
    },
    leave,
    close,
  };
}

/** Calls `place` when what the card stands on has moved: scrolled, grown, resized or gone. */
function follow(stage: HTMLElement, place: () => void): () => void {
  const sizes = new ResizeObserver(place);
  sizes.observe(stage);
  const content = stage.querySelector('.content');
  if (content) sizes.observe(content);
  stage.addEventListener('scroll', place, true);
  return () => {
    sizes.disconnect();
    stage.removeEventListener('scroll', place, true);
  };
}

interface Listening {
  stage: HTMLElement;
  card: HTMLElement;
  anchor: HTMLElement;
  close: () => void;
  dismiss: () => void;
  isLeaving: () => boolean;
}

function listen({ stage, card, anchor, close, dismiss, isLeaving }: Listening): () => void {
  const root = stage.getRootNode() as Document | ShadowRoot;
  const onKey = (event: Event): void => {
    if (!(event instanceof KeyboardEvent)) return;
    const inside = card.contains(root.activeElement);
    if (event.key === 'Escape') {
      // It closes the card alone, not the panel too; one that the visitor has left does not keep the key from the rest.
      if (!isLeaving()) event.preventDefault();
      (inside ? dismiss : close)();
    } else if (event.key === 'Tab' && inside && (event.shiftKey || root.activeElement === (card.querySelector('a') ?? card))) {
      // The card stands after the transcript; Tab leads back to where its mark stands in the text.
      if (event.shiftKey) event.preventDefault();
      dismiss();
    }
  };
  const onPointer = (event: Event): void => {
    const path = event.composedPath();
    if (!path.includes(card) && !path.includes(anchor)) close();
  };
  root.addEventListener('keydown', onKey, true);
  document.addEventListener('pointerdown', onPointer);
  return () => {
    root.removeEventListener('keydown', onKey, true);
    document.removeEventListener('pointerdown', onPointer);
  };
}

/** The passage behind a mark: where it stands, its words with the quoted span marked, and the way there. */
function buildCard(citation: Citation, source: AnswerSource | undefined, strings: ResolvedStrings): HTMLElement {
  const title = source?.title ?? citation.headingPath.at(-1) ?? '';
  const page = citation.page === undefined ? [] : [formatString(strings.page, { page: citation.page })];
  const path = [...citation.headingPath.filter((heading) => heading !== title), ...page].join(' › ');
  const { before, quote, after } = splitPassage(citation);
  const number = String(citation.number);
  const card = element(
    'div',
    {
      class: 'card',
      part: 'citation-card',
      role: 'dialog',
      'aria-label': `${formatString(strings.source, { number })}: ${title}`,
      tabindex: -1,
    },
    element('p', { class: 'card-title' }, element('span', { class: 'card-number', 'aria-hidden': 'true' }, number), title),
    ...(path === '' ? [] : [element('p', { class: 'card-path' }, path)]),
    element(
      'blockquote',
      { class: 'passage', dir: 'auto', 'aria-label': strings.quote },
      before,
      element('mark', {}, quote),
      after,
    ),
  );
  if (source?.url) {
    const href = passageUrl(source.url, citation);
    const newTab = element('span', { class: 'sr-only' }, ` (${strings.newTab})`);
    card.append(
      element(
        'a',
        { class: 'card-link', href, target: '_blank', rel: 'noopener' },
        element('span', {}, strings.openPage),
        drawIcon('out', outPath),
        newTab,
      ),
    );
  }
  return card;
}
