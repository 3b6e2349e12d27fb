import type { AnswerSource, Citation } from '@askwell/contract';
import type { CitationMark } from './build-inline.js';

const wholeClass = 'askwell-whole';

/** How a visitor reached a citation mark. */
export type CitationReach = 'hover' | 'focus' | 'click';

export interface CitationListeners {
  /** Called when a visitor hovers, focuses or clicks a citation; `anchor` is the button to place a card at. */
  onCitation?: ((number: number, anchor: HTMLElement, how: CitationReach) => void) | undefined;
  /** Called when the pointer or the focus leaves a citation. */
  onCitationLeave?: ((number: number, anchor: HTMLElement) => void) | undefined;
  /** The accessible name of a citation. @default `Source 2: Refunds` */
  citationLabel?: ((citation: Citation, source: AnswerSource | undefined) => string) | undefined;
}

export interface CitationButtons {
  /** Marks whose citation is known become buttons; the others wait. */
  take(marks: readonly CitationMark[]): void;
  /** Takes the citations known now and turns marks that waited for them. */
  know(citations: readonly Citation[], sources: readonly AnswerSource[]): void;
  reset(): void;
  destroy(): void;
}

export function createCitationButtons(container: HTMLElement, listeners: CitationListeners): CitationButtons {
  const known = new Map<number, { citation: Citation; source: AnswerSource | undefined }>();
  const numbers = new WeakMap<EventTarget, number>();
  let waiting: CitationMark[] = [];
  let size = -1;

  const turn = ({ node, number }: CitationMark): boolean => {
    const found = known.get(number);
    if (found === undefined) return false;
    const button = container.ownerDocument.createElement('button');
    button.type = 'button';
    button.className = 'askwell-cite';
    button.textContent = String(number);
    button.setAttribute('aria-label', (listeners.citationLabel ?? label)(found.citation, found.source));
    numbers.set(button, number);
    node.replaceWith(button);
    glue(button);
    return true;
  };

  const handle = (event: Event): void => {
    const anchor = event.target instanceof Element ? event.target.closest<HTMLElement>('.askwell-cite') : null;
    const number = anchor === null ? undefined : numbers.get(anchor);
    if (anchor === null || number === undefined) return;
    if (event.type === 'pointerout' || event.type === 'focusout') listeners.onCitationLeave?.(number, anchor);
    else listeners.onCitation?.(number, anchor, reaches[event.type as keyof typeof reaches]);
  };
  const types = [...Object.keys(reaches), 'pointerout', 'focusout'];
  for (const type of types) container.addEventListener(type, handle);

  return {
    take(marks) {
      waiting.push(...marks.filter((mark) => !turn(mark)));
    },
    know(citations, sources) {
      if (citations.length + sources.length === size) return;
      size = citations.length + sources.length;
      for (const citation of citations) {
        known.set(citation.number, { citation, source: sources.find(({ id }) => id === citation.sourceId) });
      }
      waiting = waiting.filter((mark) => mark.node.parentNode !== null && !turn(mark));
    },
    reset() {
      known.clear();
      waiting = [];
      size = -1;
    },
    destroy() {
      for (const type of types) container.removeEventListener(type, handle);
    },
  };
}

/** The word that a mark stands at; of one that is long, or of a script without spaces, its last letter is enough. */
const lastWord = /(?<!\S)[^\s\u0e00-\u0eff\u2e80-\uffff]{1,20}\s?$|\S\s?$/u;

/** Neither a mark, nor a comma or full stop after it, may stand alone at the head of the next line. */
function glue(button: HTMLElement): void {
  const { previousSibling: before, nextSibling: after } = button;
  const word = before?.nodeType === 3 ? lastWord.exec(before.nodeValue ?? '') : null;
  const [points = ''] = after?.nodeType === 3 ? (/^[.,;:!?)\]]+/.exec(after.nodeValue ?? '') ?? []) : [];
  const former = before instanceof Element && before.lastElementChild === before.lastChild ? before : null;
  let whole = former?.className === wholeClass ? former : null;
  if (whole === null && word === null && points === '') return;
  if (whole === null) {
    whole = button.ownerDocument.createElement('span');
    whole.className = wholeClass;
    button.replaceWith(whole);
    if (word !== null) whole.append((before as Text).splitText(word.index));
  }
  whole.append(button);
  if (points === '') return;
  (after as Text).splitText(points.length);
  whole.append(after as Text);
}

const reaches = { pointerover: 'hover', focusin: 'focus', click: 'click' } as const;

function label(citation: Citation, source: AnswerSource | undefined): string {
  const title = source?.title ?? citation.headingPath.at(-1);
  return title === undefined ? `Source ${citation.number}` : `Source ${citation.number}: ${title}`;
}
