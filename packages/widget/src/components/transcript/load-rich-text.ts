import type { Announcer } from '@askwell/sdk/announcer';
import type { createRichText } from '@askwell/sdk/rich-text';
import { loadRichText as load } from '@askwell/sdk/rich-text/load';
import { pause } from '../../scheduling/pause.js';

/** The Markdown renderer, how its nodes look, and what speaks them. */
export interface AnswerRenderer {
  create: typeof createRichText;
  css: string;
  announcer: typeof Announcer;
}

let loaded: AnswerRenderer | null = null;
let loading: Promise<void> | null = null;

/** Fetches the renderer, once; a failed fetch leaves answers in plain text until the next call. */
export function loadRichText(): Promise<void> {
  loading ??= Promise.all([load(pause), import('@askwell/sdk/styles/answers'), import('@askwell/sdk/announcer')]).then(
    ([create, { answersCss }, { Announcer: announcer }]) => {
      loaded = { create, css: answersCss, announcer };
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
