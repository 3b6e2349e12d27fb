/** An embedding model. `embed` gives one vector for each text, in order, all of one dimension. */
export interface Embedder {
  model: string;
  embed(texts: readonly string[], signal: AbortSignal): Promise<number[][]>;
}
