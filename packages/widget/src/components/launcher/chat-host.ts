import type { PageToolDefinition } from '../../controllers/page-tools.js';

/** What the loader may call on the chat's element once its module is here. */
export interface ChatHost extends HTMLElement {
  open: boolean;
  show(): void;
  hide(): void;
  toggle(): void;
  send(text: string): Promise<void>;
  identify(identityToken: string): void;
  registerTool(tool: PageToolDefinition): () => void;
  giveConsent(given: boolean): void;
  reset(): void;
  clearData(): Promise<boolean>;
  destroy(): void;
}
