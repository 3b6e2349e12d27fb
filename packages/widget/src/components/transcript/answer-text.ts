import type { AnswerSource, Citation } from '@askwell/contract';
import { adoptSheet, formatString, type CitationCards, type ResolvedStrings } from '@askwell/sdk/dom';
import type { RichText } from '@askwell/sdk/rich-text';
import { noChange } from 'lit';
import { AsyncDirective, directive, type ElementPart } from 'lit/async-directive.js';
import { loadedRichText, loadRichText } from './load-rich-text.js';

export interface AnswerTextState {
  answerId: string;
  text: string;
  citations: readonly Citation[];
  sources: readonly AnswerSource[];
  streaming: boolean;
  cards: CitationCards;
  strings: ResolvedStrings;
  imageHosts: readonly string[];
}

/** Fills its element with an answer's Markdown; with the plain text until the renderer's chunk is here. */
class AnswerTextDirective extends AsyncDirective {
  #richText: RichText | null = null;
  #state: AnswerTextState | null = null;
  #element: Element | null = null;
  #root: ShadowRoot | null = null;

  override render(_state: AnswerTextState): unknown {
    return noChange;
  }

  override update(part: ElementPart, [state]: [AnswerTextState]): unknown {
    const waiting = this.#state !== null && !this.#richText;
    this.#element = part.element;
    // At its first update the element is not in the document yet, so its root is its host's.
    this.#root = (part.options?.host as HTMLElement | undefined)?.shadowRoot ?? null;
    this.#state = state;
    if (loadedRichText()) this.#paint();
    else {
      this.#plain();
      if (!waiting) void loadRichText().then(() => this.isConnected && this.#paint());
    }
    return noChange;
  }

  override disconnected(): void {
    this.#richText?.destroy();
    this.#richText = null;
  }

  override reconnected(): void {
    this.#paint();
  }

  #paint(): void {
    const state = this.#state;
    const renderer = loadedRichText();
    if (!state || !(this.#element instanceof HTMLElement) || !renderer) return;
    if (!this.#richText) {
      this.#element.replaceChildren();
      if (this.#root) adoptSheet(this.#root, renderer.css);
      this.#richText = renderer.create(this.#element, {
        onCitation: (number, anchor, how) => this.#state?.cards.reach({ answerId: this.#state.answerId, number, anchor }, how),
        onCitationLeave: () => this.#state?.cards.leave(),
        citationLabel: ({ number }, source) =>
          [formatString(state.strings.source, { number }), source?.title].filter(Boolean).join(': '),
        copied: state.strings.copied,
        imageHosts: state.imageHosts,
      });
    }
    const { text, citations, sources, streaming } = state;
    this.#richText.update(text, { citations, sources, streaming });
  }

  #plain(): void {
    if (this.#element) this.#element.textContent = this.#state?.text ?? '';
  }
}

export const answerText = directive(AnswerTextDirective);
