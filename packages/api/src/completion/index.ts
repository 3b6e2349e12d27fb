export { composeAnswer, type AnswerPiece, type BuiltInAnswer } from './built-in/index.js';
export { buildPrompt, notCoveredSignal } from './build-prompt.js';
export { countTokens } from './count-tokens.js';
export type { CompletionPart, CompletionProvider, CompletionRequest, PromptMessage } from './completion-provider.js';
export type { Embedder } from './embedding-provider.js';
export { createOpenAiEmbedder } from './openai-embeddings.js';
export { createOpenAiProvider } from './openai-provider.js';
