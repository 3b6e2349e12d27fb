export interface LoaderSettings {
  key: string;
  /** Base of the API, without a trailing slash. */
  api: string;
  /** Directory of the chat's modules, with a trailing slash. */
  assets: string;
  nonce: string;
  /** The chat may speak first, by the assistant's rules: `data-proactive`. */
  proactive: boolean;
  /** The chat as a page in a frame, not as an element of the page. */
  framed: boolean;
  /** Attributes that the element takes over from the script tag. */
  attributes: Record<string, string>;
}

/** `data-*` of the script tag that become attributes of the element under the same name. */
export const passedOn = ['position', 'accent', 'label', 'scheme', 'z-index', 'consent'];

/** Reads the tag `<script src="https://host/widget.js" data-key="pk_…">`; null without a key. */
export function readSettings(script: {
  src: string;
  nonce: string;
  getAttribute(name: string): string | null;
}): LoaderSettings | null {
  const key = script.getAttribute('data-key');
  if (!key) return null;
  // `/widget/<version>/widget.js` belongs to the server two directories up.
  const directory = new URL('.', script.src).href.replace(/widget\/[\w-]{12}\/$/, '');
  const attributes: Record<string, string> = {};
  for (const name of passedOn) {
    const value = script.getAttribute(`data-${name}`);
    if (value) attributes[name] = value;
  }
  return {
    key,
    api: (script.getAttribute('data-api') ?? directory).replace(/\/+$/, ''),
    assets: `${directory}widget/`,
    nonce: script.nonce,
    proactive: script.getAttribute('data-proactive') !== null,
    framed: script.getAttribute('data-isolation') === 'iframe',
    attributes,
  };
}
