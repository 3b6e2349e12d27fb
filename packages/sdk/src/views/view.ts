/** A part of the chat that is fetched when it is first needed: plain nodes, so that the widget and the iframe show the same one. */
export interface View<Props> {
  update(props: Props): void;
  /** Ends its listeners and takes its nodes away. */
  destroy(): void;
}

export type CreateView<Props> = (container: HTMLElement, props: Props) => View<Props>;

type Attributes = Record<string, string | number | boolean | undefined>;

/** An element with attributes, set where they are not false, and children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) created.setAttribute(name, value === true ? '' : String(value));
  }
  created.append(...children);
  return created;
}
