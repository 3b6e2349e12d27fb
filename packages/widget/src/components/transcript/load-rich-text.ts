import type { createRichText } from '@askwell/sdk/rich-text';

type CreateRichText = typeof createRichText;

let loaded: CreateRichText | null = null;
let loading: Promise<void> | null = null;

/** Fetches the Markdown renderer, once; a failed fetch leaves answers in plain text until the next call. */
export function loadRichText(): Promise<void> {
  loading ??= import('@askwell/sdk/rich-text').then(
    (module) => {
      loaded = module.createRichText;
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
