/** A function of the page that the model may call, with the visitor's consent. */
export interface PageTool {
  /** Letters, digits, `_` and `-`, at most 64. */
  name: string;
  /** What it does, for the model. */
  description: string;
  /** JSON Schema of its input, an object. */
  parameters: Record<string, unknown>;
}

/** What the visitor looks at. */
export interface PageContext {
  title?: string | undefined;
  url?: string | undefined;
  selectedText?: string | undefined;
}

/**
 * Body of `POST /v1/runs/:id/tool-results`, from the visitor whose run waits: exactly one of `result`, `denied` and `error`.
 * The same call answered again changes nothing.
 */
export interface ToolResult {
  toolCallId: string;
  /** Any JSON. */
  result?: unknown;
  /** The visitor said no. */
  denied?: true | undefined;
  /** The page could not do it. */
  error?: string | undefined;
}

/** A call of a page tool, as the transcript keeps it. */
export interface ToolCall {
  toolCallId: string;
  toolName: string;
  input: unknown;
  state: 'waiting' | 'done' | 'denied' | 'failed';
}

/** Answer of `GET /v1/messages/:id/suggestions`: up to three questions that may follow an answer. */
export interface Suggestions {
  data: string[];
}
