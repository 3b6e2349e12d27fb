import type { createRichText } from '@askwell/sdk/rich-text';
import { loadRichText as load } from '@askwell/sdk/rich-text/load';
import { pause } from '../../scheduling/pause.js';

type CreateRichText = typeof createRichText;

let loaded: CreateRichText | null = null;
let loading: Promise<void> | null = null;

/** Fetches the Markdown renderer, once; a failed fetch leaves answers in plain text until the next call. */
export function loadRichText(): Promise<void> {
  loading ??= load(pause).then(
    (create) => {
      loaded = create;
    },
    () => {
      loading = null;
    },
  );
  return loading;
}

export function loadedRichText(): CreateRichText | null {
  return loaded;
}
