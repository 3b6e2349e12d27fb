import type { CitationCard, CitationCardOptions, CitationTarget } from '../views/citation-card.js';
import type { CitationReach } from './citation-buttons.js';

/** The card of the citation mark that the visitor hovers, focuses or presses; its code is fetched for the first of them. */
export class CitationCards {
  readonly #options: CitationCardOptions;
  #card: CitationCard | null = null;
  #wanted: { target: CitationTarget; how: CitationReach } | null = null;

  constructor(options: CitationCardOptions) {
    this.#options = options;
  }

  readonly reach = (target: CitationTarget, how: CitationReach): void => {
    if (this.#card) return this.#card.reach(target, how);
    this.#wanted = { target, how };
    import('../views/citation-card.js').then(
      ({ createCitationCard }) => {
        this.#card ??= createCitationCard(this.#options);
        const wanted = this.#wanted;
        this.#wanted = null;
        if (wanted) this.#card.reach(wanted.target, wanted.how);
      },
      () => undefined, // the answer stays readable; the next mark fetches it again
    );
  };

  /** The pointer or the focus has left a mark. A press is answered even when its code comes after the pointer has gone. */
  readonly leave = (): void => {
    this.#card?.leave();
    if (this.#wanted?.how !== 'click') this.#wanted = null;
  };

  readonly close = (): void => {
    this.#wanted = null;
    this.#card?.close();
  };
}
