import type { FrameMessage, PageMessage } from '@askwell/contract';
import { frameProtocolVersion, isFrameHello, isFrameMessage } from '@askwell/sdk/dom';

export interface FrameLinkOptions {
  frame: HTMLIFrameElement;
  /** Of the frame's page, exactly. */
  origin: string;
  mode: 'panel' | 'inline';
  onMessage(message: FrameMessage): void;
}

/** The page's end of the line to the chat in a frame. What is posted before the frame is there waits for it. */
export class FrameLink {
  readonly #options: FrameLinkOptions;
  #port: MessagePort | null = null;
  #waiting: PageMessage[] = [];

  constructor(options: FrameLinkOptions) {
    this.#options = options;
    addEventListener('message', this.#onWindowMessage);
  }

  post(message: PageMessage): void {
    if (this.#port) this.#port.postMessage(message, []);
    else this.#waiting.push(message);
  }

  close(): void {
    removeEventListener('message', this.#onWindowMessage);
    this.#port?.close();
    this.#port = null;
    this.#waiting = [];
  }

  readonly #onWindowMessage = (event: MessageEvent<unknown>): void => {
    const { frame, origin, mode, onMessage } = this.#options;
    if (event.source !== frame.contentWindow || event.origin !== origin || !isFrameHello(event.data)) return;
    // A frame that was loaded anew says hello anew.
    this.#port?.close();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (isFrameMessage(data)) onMessage(data);
    });
    port1.start();
    frame.contentWindow?.postMessage({ askwell: 'connect', version: frameProtocolVersion, mode }, origin, [port2]);
    for (const message of this.#waiting) port1.postMessage(message, []);
    this.#waiting = [];
  };
}
