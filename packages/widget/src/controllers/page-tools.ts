import type { PageTool } from '@askwell/contract';

/** A function of the page that the model may call, once the visitor has agreed. */
export interface PageToolDefinition extends PageTool {
  /** Gets the model's input; what it gives goes back to the model as JSON. */
  run(input: unknown): unknown;
}

/** The page's functions by name. */
export class PageTools {
  readonly #tools = new Map<string, PageToolDefinition>();

  /** Adds a tool, or replaces the one of the same name; the returned function takes it away. */
  add(tool: PageToolDefinition): () => void {
    this.#tools.set(tool.name, tool);
    return () => {
      if (this.#tools.get(tool.name) === tool) this.#tools.delete(tool.name);
    };
  }

  find(name: string): PageToolDefinition | undefined {
    return this.#tools.get(name);
  }

  /** What goes with a question. */
  list(): PageTool[] {
    return Array.from(this.#tools.values(), ({ name, description, parameters }) => ({ name, description, parameters }));
  }

  clear(): void {
    this.#tools.clear();
  }
}
