/** What is asked for. */
export interface EmbeddingModel {
  model: string;
  /** Asks the model for vectors of this length, where it can give several. */
  dimensions?: number | undefined;
}

export interface EmbedOptions {
  /** Another model of the same provider. */
  model?: EmbeddingModel | undefined;
  /** Gets what each request took, where the provider tells it. */
  onTokens?: ((tokens: number) => void) | undefined;
}

/** An embedding model. `embed` gives one vector for each text, in order, all of one dimension. */
export interface Embedder extends EmbeddingModel {
  embed(texts: readonly string[], signal: AbortSignal, options?: EmbedOptions): Promise<number[][]>;
}
