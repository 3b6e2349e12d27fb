/** What the loader may call on `<askwell-chat>` once its module is here. */
export interface ChatHost extends HTMLElement {
  open: boolean;
  show(): void;
  hide(): void;
  toggle(): void;
  send(text: string): Promise<void>;
  reset(): void;
  destroy(): void;
}
