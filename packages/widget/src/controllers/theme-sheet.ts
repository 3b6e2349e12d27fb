import type { WidgetLauncher, WidgetTheme } from '@askwell/contract';
import { createThemeSheet, type ThemeSheet as Sheet } from '@askwell/sdk/dom';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** The element's theme, which follows page and system while the element is on the page. */
export class ThemeSheet implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #sheet: Sheet | null = null;
  #last: [WidgetTheme, WidgetLauncher] | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#last) this.apply(...this.#last);
  }

  hostDisconnected(): void {
    this.#sheet?.stop();
  }

  apply(theme: WidgetTheme, launcher: WidgetLauncher = {}): void {
    const root = this.#host.shadowRoot;
    if (!root) return;
    this.#last = [theme, launcher];
    // The last update comes after the element has left, and a watch that it began would have nobody to end it.
    if (!this.#host.isConnected) return;
    this.#sheet ??= createThemeSheet(root);
    this.#sheet.apply(theme, launcher);
  }
}
