/** The one global of the script tag: `Askwell('open')`, `Askwell('on', 'message', handler)` … */
export interface AskwellGlobal {
  (command: string, ...values: unknown[]): void;
  /** Calls made before the script arrived. */
  q?: Iterable<unknown>[] | undefined;
  /** Set once the loader has taken over: adds another widget to the page. */
  add?: ((settings: unknown) => void) | undefined;
}

export type Commands = Record<string, (...values: unknown[]) => unknown>;

/** Runs one command by name; what is unknown or fails is told on the console and never thrown. */
export function createDispatcher(commands: Commands): (command: string, ...values: unknown[]) => unknown {
  return async (command, ...values) => {
    const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (!run) {
      console.warn(`[askwell] unknown command "${command}". Known: ${Object.keys(commands).join(', ')}`);
      return;
    }
    try {
      await run(...values);
    } catch (error) {
      warn(command, error);
    }
  };
}

/** Replays the calls that a stub has queued, in their order. */
export function drainQueue(
  queue: Iterable<unknown>[] | undefined,
  run: (command: string, ...values: unknown[]) => unknown,
): void {
  for (const [command, ...values] of queue ?? []) run(String(command), ...values);
}

function warn(command: string, error: unknown): void {
  console.warn(`[askwell] "${command}" failed`, error);
}
