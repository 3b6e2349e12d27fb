/** A server that one test has to itself, to break it. */
export interface OwnServer {
  env: Record<string, string>;
  /** Ends it; its data stays. */
  halt(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again at the same address; resolves when it takes connections. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}
