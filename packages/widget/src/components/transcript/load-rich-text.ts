import type { createRichText } from '@askwell/sdk/rich-text';
import { loadRichText as load } from '@askwell/sdk/rich-text/load';
import { pause } from '../../scheduling/pause.js';

/** The Markdown renderer, and how its nodes look. */
export interface AnswerRenderer {
  create: typeof createRichText;
  css: string;
}

let loaded: AnswerRenderer | null = null;
let loading: Promise<void> | null = null;

/** Fetches the renderer, once; a failed fetch leaves answers in plain text until the next call. */
export function loadRichText(): Promise<void> {
  loading ??= Promise.all([load(pause), import('@askwell/sdk/styles/answers')]).then(
    ([create, { answersCss }]) => {
      loaded = { create, css: answersCss };
    },
    () => {
      loading = null;
    },
  );
  return loading;
}

export function loadedRichText(): AnswerRenderer | null {
  return loaded;
}
