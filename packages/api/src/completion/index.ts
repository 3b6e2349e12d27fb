export { composeAnswer, type AnswerPiece, type BuiltInAnswer } from './built-in/index.js';
export { notCoveredSignal, shortenPrompt } from './build-prompt.js';
export type {
  CompletionPart,
  CompletionProvider,
  CompletionRequest,
  ModelToolCall,
  PromptMessage,
  ProviderObserver,
} from './completion-provider.js';
export { countPromptTokens, countTokens } from './count-tokens.js';
export type { Embedder, EmbeddingModel } from './embedding-provider.js';
export type { PromptExtras } from './extras-prompt.js';
export { fitPrompt } from './fit-prompt.js';
export type { OpenAiEndpoint } from './openai-provider.js';
export { isLongHistory, readRewrite, rewritePrompt, type RewrittenQuestion } from './rewrite-question.js';
export { readSuggestions, suggestPrompt } from './suggest-questions.js';
export { readRanking, rerankPrompt } from './rerank-passages.js';
