import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatAnswer, ChatQuestion, ChatSession, ChatState } from '@askwell/sdk/chat';
import type { CitationCards, PanelModel, ResolvedStrings } from '@askwell/sdk/dom';
import type { PageTools } from '../../controllers/page-tools.js';

/** What the panel's templates show and call: one render's worth of the element. */
export interface ChatView {
  state: ChatState;
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
  name: string;
  locale: string;
  inline: boolean;
  fullScreen: boolean;
  menuOpen: boolean;
  busy: boolean;
  unseen: boolean;
  /** The answer whose text was just copied. */
  copiedId: string;
  soundOn: boolean;
  /** Words are being taken from the microphone; null where the browser cannot. */
  listening: boolean | null;
  /** Epoch milliseconds; moves on while a wait is counted down. */
  now: number;
  model: PanelModel;
  session: ChatSession | null;
  tools: PageTools;
  citations: CitationCards;
  onMenuToggle: () => void;
  onMenuKey: (event: KeyboardEvent) => void;
  onMenuFocusOut: (event: FocusEvent) => void;
  onNewConversation: () => void;
  onConversations: () => void;
  onConversationsClose: (next: 'back' | 'conversation' | 'new') => void;
  onSound: () => void;
  onPerson: () => void;
  onClose: () => void;
  onSubmit: (event: Event) => void;
  onStop: () => void;
  onDraft: (event: InputEvent) => void;
  onComposerKey: (event: KeyboardEvent) => void;
  onVoice: () => void;
  onStarter: (text: string) => void;
  onRetry: () => void;
  onToEnd: () => void;
  onCopy: (answer: ChatAnswer) => void;
  onRate: (answer: ChatAnswer, rating: 'up' | 'down') => void;
  onRegenerate: () => void;
  onEdit: (question: ChatQuestion) => void;
  onEditCancel: () => void;
}
