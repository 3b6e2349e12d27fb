import type { ChatAnswer, ChatState } from '@askwell/sdk/chat';
import type { ResolvedStrings } from '@askwell/sdk/dom';
import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { CitationController } from '../citation-card/citation-controller.js';

/** What the panel's templates show and call: one render's worth of the element. */
export interface ChatView {
  state: ChatState;
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
  name: string;
  inline: boolean;
  fullScreen: boolean;
  menuOpen: boolean;
  busy: boolean;
  unseen: boolean;
  /** The answer whose text was just copied. */
  copiedId: string;
  /** Epoch milliseconds; moves on while a wait is counted down. */
  now: number;
  citations: CitationController;
  onMenuToggle: () => void;
  onMenuKey: (event: KeyboardEvent) => void;
  onMenuFocusOut: (event: FocusEvent) => void;
  onNewConversation: () => void;
  onClose: () => void;
  onSubmit: (event: Event) => void;
  onStop: () => void;
  onDraft: (event: InputEvent) => void;
  onComposerKey: (event: KeyboardEvent) => void;
  onStarter: (text: string) => void;
  onRetry: () => void;
  onToEnd: () => void;
  onCopy: (answer: ChatAnswer) => void;
  onRate: (answer: ChatAnswer, rating: 'up' | 'down') => void;
}
