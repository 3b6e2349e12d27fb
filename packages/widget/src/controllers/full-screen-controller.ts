import type { ReactiveController, ReactiveControllerHost } from 'lit';

const narrow = '(max-width: 479.98px)';

/**
 * On narrow screens the open panel covers the page: it takes the size of the visual viewport, so that the composer stays
 * above the keyboard, and the page below does not scroll meanwhile.
 */
export class FullScreenController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #panel: () => HTMLElement | null;
  #query: MediaQueryList | null = null;
  #wanted = false;
  #covers = false;
  #former: { value: string; priority: string } | null = null;

  constructor(host: ReactiveControllerHost, panel: () => HTMLElement | null) {
    this.#host = host;
    this.#panel = panel;
    host.addController(this);
  }

  get active(): boolean {
    return this.#wanted && (this.#covers || this.#query?.matches === true);
  }

  /** Whether the panel is open; `covers`: it lies over the page on wide screens too. */
  want(open: boolean, covers: boolean): void {
    if (open === this.#wanted && covers === this.#covers) return;
    if (open === this.#wanted) {
      this.#covers = covers;
      return this.#apply();
    }
    this.#wanted = open;
    this.#covers = covers;
    if (open) {
      this.#query = matchMedia(narrow);
      this.#query.addEventListener('change', this.#onChange);
      window.visualViewport?.addEventListener('resize', this.#fit);
      window.visualViewport?.addEventListener('scroll', this.#fit);
    } else {
      this.#release();
    }
    this.#apply();
  }

  hostDisconnected(): void {
    this.#wanted = false;
    this.#release();
    this.#apply();
  }

  #release(): void {
    this.#query?.removeEventListener('change', this.#onChange);
    window.visualViewport?.removeEventListener('resize', this.#fit);
    window.visualViewport?.removeEventListener('scroll', this.#fit);
  }

  readonly #onChange = (): void => {
    this.#apply();
    this.#host.requestUpdate();
  };

  #apply(): void {
    const { style } = document.documentElement;
    if (this.active && !this.#former) {
      this.#former = { value: style.getPropertyValue('overflow'), priority: style.getPropertyPriority('overflow') };
      style.setProperty('overflow', 'hidden', 'important');
    } else if (!this.active && this.#former) {
      style.removeProperty('overflow');
      if (this.#former.value) style.setProperty('overflow', this.#former.value, this.#former.priority);
      if (!document.documentElement.getAttribute('style')) document.documentElement.removeAttribute('style');
      this.#former = null;
    }
    this.#fit();
  }

  readonly #fit = (): void => {
    const panel = this.#panel();
    const viewport = window.visualViewport;
    if (!panel) return;
    if (this.active && viewport) {
      panel.style.setProperty('--_top', `${viewport.offsetTop}px`);
      panel.style.setProperty('--_height', `${viewport.height}px`);
    } else {
      panel.style.removeProperty('--_top');
      panel.style.removeProperty('--_height');
    }
  };
}
