import type { Citation } from '@askwell/contract';
import { formatString, passageUrl, placeCard, splitPassage, type ResolvedStrings } from '@askwell/sdk/dom';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { CitationCardControl, ShownCitation } from '../hooks/use-citation-card.js';
import { Icon } from './icon.js';

export interface CitationCardProps {
  card: CitationCardControl;
  strings: ResolvedStrings;
}

export function CitationCard({ card, strings }: CitationCardProps) {
  return card.shown && <OpenCard shown={card.shown} card={card} strings={strings} />;
}

/** The quoted passage with its exact words marked. As a sheet on phones, beside the mark elsewhere. */
function OpenCard({ shown, card, strings }: CitationCardProps & { shown: ShownCitation }) {
  const { citation, source, anchor, pinned } = shown;
  const element = useRef<HTMLDivElement>(null);
  const title = source?.title ?? citation.headingPath.at(-1) ?? '';
  const trail = citation.headingPath.filter((heading) => heading !== title);
  const { close, dismiss } = card;

  useLayoutEffect(() => {
    const place = (): void => {
      if (element.current && !placeCard(element.current, anchor)) close();
    };
    place();
    addEventListener('resize', place);
    addEventListener('scroll', place, true);
    return () => {
      removeEventListener('resize', place);
      removeEventListener('scroll', place, true);
    };
  }, [anchor, citation, close]);

  useEffect(() => {
    anchor.setAttribute('aria-expanded', 'true');
    return () => anchor.setAttribute('aria-expanded', 'false');
  }, [anchor]);

  useEffect(() => {
    if (pinned) element.current?.focus({ preventScroll: true });
    const onKey = (event: KeyboardEvent): void => {
      const inside = element.current?.contains(document.activeElement) === true;
      if (event.key === 'Escape') (inside ? dismiss : close)();
      // The card stands at the end of the document; Tab leads back to where its mark stands in the text.
      else if (event.key === 'Tab' && inside && isLeaving(element.current, event.shiftKey)) {
        if (event.shiftKey) event.preventDefault();
        dismiss();
      }
    };
    const onPointer = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !element.current?.contains(target) && !anchor.contains(target)) close();
    };
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('pointerdown', onPointer);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('pointerdown', onPointer);
    };
  }, [anchor, pinned, close, dismiss]);

  return (
    <div
      class="card"
      role="dialog"
      aria-label={`${formatString(strings.source, { number: citation.number })}: ${title}`}
      tabIndex={-1}
      ref={element}
      onPointerEnter={card.stay}
      onPointerLeave={card.leave}
    >
      <p class="card-title">
        <span class="card-number" aria-hidden="true">
          {citation.number}
        </span>
        {title}
      </p>
      {(trail.length > 0 || citation.page !== undefined) && (
        <p class="card-path">
          {[...trail, ...(citation.page === undefined ? [] : [formatString(strings.page, { page: citation.page })])].join(' › ')}
        </p>
      )}
      <Passage citation={citation} label={strings.quote} />
      {source?.url && (
        <a class="card-link" href={passageUrl(source.url, citation)} target="_blank" rel="noopener">
          <span>{strings.openPage}</span>
          <Icon name="out" />
          <span class="sr-only"> ({strings.newTab})</span>
        </a>
      )}
    </div>
  );
}

function isLeaving(card: HTMLElement | null, backwards: boolean): boolean {
  const stops = Array.from(card?.querySelectorAll<HTMLElement>('button, a, [tabindex="0"]') ?? []).filter(
    (stop) => stop.offsetParent !== null,
  );
  const focused = document.activeElement;
  return focused === card ? backwards || stops.length === 0 : focused === stops.at(backwards ? 0 : -1);
}

function Passage({ citation, label }: { citation: Citation; label: string }) {
  const { before, quote, after } = splitPassage(citation);
  return (
    <blockquote class="passage" aria-label={label} dir="auto">
      {before}
      <mark>{quote}</mark>
      {after}
    </blockquote>
  );
}
