import type { Citation } from '@askwell/contract';

/** How a visitor reached a citation mark. */
export type CitationReach = 'hover' | 'focus' | 'click';

export interface RichTextOptions {
  /** Called when a visitor hovers, focuses or clicks a citation; `anchor` is the button to place a card at. */
  onCitation?: (number: number, anchor: HTMLElement, how: CitationReach) => void;
  /** Called when the pointer or the focus leaves a citation. */
  onCitationLeave?: (number: number, anchor: HTMLElement) => void;
  /** The accessible name of a citation button. @default number and heading: `Source 2: Refunds` */
  citationLabel?: (citation: Citation) => string;
}

export interface RichTextState {
  citations: readonly Citation[];
  /** True while more text may come: the last block stays open. */
  streaming: boolean;
}

/** A container that shows Markdown from a model, safely and as it grows. */
export interface RichText {
  /** Shows `text`; call it at most once a frame with the whole text so far. */
  update(text: string, state: RichTextState): void;
  destroy(): void;
}

export function createRichText(_container: HTMLElement, _options: RichTextOptions = {}): RichText {
  return { update: () => undefined, destroy: () => undefined };
}
