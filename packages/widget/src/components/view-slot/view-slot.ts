import { adoptSheet } from '@askwell/sdk/dom';
import type { CreateView, View } from '@askwell/sdk/views/view';
import { noChange } from 'lit';
import { AsyncDirective, directive, type ElementPart } from 'lit/async-directive.js';

/** Fetches a view's chunk. */
export type LoadView<Props> = () => Promise<CreateView<Props>>;

/** Fills its element with a view whose code and style are fetched when it is first shown. */
class ViewSlotDirective<Props> extends AsyncDirective {
  #view: View<Props> | null = null;
  #props: Props | undefined;
  #element: Element | null = null;
  #load: LoadView<Props> | null = null;

  override render(_load: LoadView<Props>, _props: Props): unknown {
    return noChange;
  }

  override update(part: ElementPart, [load, props]: [LoadView<Props>, Props]): unknown {
    this.#props = props;
    this.#element = part.element;
    if (this.#view) this.#view.update(props);
    else if (this.#load === null) void this.#create(load);
    this.#load = load;
    return noChange;
  }

  override disconnected(): void {
    this.#view?.destroy();
    this.#view = null;
  }

  override reconnected(): void {
    if (this.#load) void this.#create(this.#load);
  }

  async #create(load: LoadView<Props>): Promise<void> {
    try {
      const [create, { viewsCss }] = await Promise.all([load(), import('@askwell/sdk/styles/views')]);
      if (!this.isConnected || this.#view || !(this.#element instanceof HTMLElement)) return;
      const root = this.#element.getRootNode();
      if (root instanceof ShadowRoot) adoptSheet(root, viewsCss);
      this.#view = create(this.#element, this.#props as Props);
    } catch (error) {
      this.#load = null; // the next render fetches it again
      console.warn('[askwell] a part of the chat could not be loaded', error);
    }
  }
}

// A directive's class is generic only inside: Lit's `directive()` would fix the parameter to `unknown`.
const slot = directive(ViewSlotDirective);

export function viewSlot<Props>(load: LoadView<Props>, props: Props): unknown {
  return slot(load as LoadView<unknown>, props);
}
