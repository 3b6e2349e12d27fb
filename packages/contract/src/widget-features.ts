export const chatModes = ['bubble', 'inline', 'popup', 'page'] as const;
/** A panel at the launcher, a chat in the flow of the page, a window in the middle of it, or all of it. */
export type ChatMode = (typeof chatModes)[number];

/**
 * What the chat offers, each on or off. The server holds the visitor to it: page context and page tools of a message are
 * dropped where they are off.
 */
export interface WidgetFeatures {
  /** Thumbs with a comment. @default true */
  feedback?: boolean | undefined;
  /** @default true */
  copy?: boolean | undefined;
  /** Answer the last question again. @default true */
  regenerate?: boolean | undefined;
  /** Change the last question and ask it again. @default true */
  edit?: boolean | undefined;
  /** Questions to ask next, under an answer. @default true */
  followUps?: boolean | undefined;
  /** The visitor's earlier conversations. @default true */
  conversationList?: boolean | undefined;
  /** A mark on the launcher for answers that came while the chat was closed. @default true */
  unread?: boolean | undefined;
  /** A soft sound with it, which the visitor can turn off. @default false */
  sound?: boolean | undefined;
  /** Speaking a question, where the browser can listen. @default false */
  voice?: boolean | undefined;
  /** Sends the page's title, its address and the selected text with a question. @default false */
  pageContext?: boolean | undefined;
  /** Tools that the page's own script offers to the model, each confirmed by the visitor. @default true */
  pageTools?: boolean | undefined;
}

export interface WidgetAttachments {
  /** @default false */
  enabled?: boolean | undefined;
  /** Media types. @default PNG, JPEG, WebP, GIF, PDF, plain text, Markdown */
  types?: string[] | undefined;
  /** Bytes of one file. @default 10 MiB */
  maxBytes?: number | undefined;
  /** Files of one question. @default 4 */
  maxFiles?: number | undefined;
}

/** "Talk to a person". */
export interface WidgetHandoff {
  /** @default false */
  enabled?: boolean | undefined;
  /** Offered all the time, or only where the knowledge does not cover the question. @default 'notCovered' */
  when?: 'always' | 'notCovered' | undefined;
}

interface ProactiveMessage {
  /** What the note beside the launcher says. */
  message: string;
  /** Opens the chat itself, instead of a note beside the launcher. @default false */
  open?: boolean | undefined;
  /** Only on pages whose path fits, such as `/pricing*`. `*` stands for any characters. */
  path?: string | undefined;
}

/** When the chat speaks first; each rule at most once a page, and not after the visitor has dismissed it. */
export type ProactiveRule =
  | (ProactiveMessage & { when: 'time'; seconds: number })
  | (ProactiveMessage & { when: 'scroll'; percent: number })
  | (ProactiveMessage & { when: 'exitIntent' })
  | (ProactiveMessage & { when: 'url' });
