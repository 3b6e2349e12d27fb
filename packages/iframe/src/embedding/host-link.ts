import type { FrameConnect, FrameMessage, PageContext, PageMessage, PageTool } from '@askwell/contract';
import { frameProtocolVersion, isFrameConnect, isPageMessage } from '@askwell/sdk/dom';

export interface HostLinkOptions {
  view: Window;
  /** The page that frames this one; null in a tab of its own. */
  origin: string | null;
}

type Listener = (message: PageMessage) => void;

/** The frame's end of the line to the page around it. A tab, and a page without Askwell's script, leave it silent. */
export class HostLink {
  /** How the page shows the frame, once it has answered. */
  mode: FrameConnect['mode'] | null = null;
  /** The page's functions that the model may call. */
  tools: readonly PageTool[] = [];
  /** What the visitor looks at, as the page last said. */
  page: PageContext | undefined;
  readonly #view: Window;
  readonly #listeners = new Set<Listener>();
  readonly #calls = new Map<number, (outcome: { result?: unknown; error?: string }) => void>();
  #port: MessagePort | null = null;
  #early: PageMessage[] = [];
  #count = 0;

  constructor({ view, origin }: HostLinkOptions) {
    this.#view = view;
    if (origin === null || view.parent === view) return;
    view.addEventListener('message', ({ source, origin: from, data, ports }: MessageEvent<unknown>) => {
      const [port] = ports;
      if (source !== view.parent || from !== origin || !isFrameConnect(data) || !port || this.#port) return;
      this.#connect(data.mode, port);
    });
    view.parent.postMessage({ askwell: 'hello', version: frameProtocolVersion }, origin);
  }

  post(message: FrameMessage): void {
    this.#port?.postMessage(message, []);
  }

  /** Hears what the page says, from its first message on. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    const early = this.#early;
    this.#early = [];
    for (const message of early) listener(message);
    return () => void this.#listeners.delete(listener);
  }

  /** Runs a function of the page. */
  runTool(name: string, input: unknown): Promise<unknown> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#calls.set(id, ({ result, error }) => (error === undefined ? resolve(result) : reject(new Error(error))));
      this.post({ type: 'run-tool', id, name, input });
    });
  }

  #connect(mode: FrameConnect['mode'], port: MessagePort): void {
    this.#port = port;
    this.mode = mode;
    this.#view.document.documentElement.dataset['host'] = mode;
    port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isPageMessage(data)) this.#take(data);
    });
    port.start();
  }

  #take(message: PageMessage): void {
    if (message.type === 'tools') this.tools = message.tools;
    else if (message.type === 'page') this.page = message.page;
    else if (message.type === 'tool-result') {
      this.#calls.get(message.id)?.(message);
      this.#calls.delete(message.id);
    } else if (this.#listeners.size === 0) this.#early.push(message);
    else for (const listener of this.#listeners) listener(message);
  }
}

/** The origin of the page around this one; null where there is none, or the browser does not tell. */
export function parentOrigin(view: Window): string | null {
  if (view.parent === view) return null;
  const { ancestorOrigins } = view.location as Location & { ancestorOrigins?: DOMStringList };
  const told = ancestorOrigins?.[0] ?? view.document.referrer;
  const origin = URL.canParse(told) ? new URL(told).origin : 'null';
  return origin === 'null' ? null : origin;
}
