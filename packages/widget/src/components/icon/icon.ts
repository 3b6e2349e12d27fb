import { iconPaths, type IconName } from '@askwell/sdk/dom';
import { html, type TemplateResult } from 'lit';

const drawn = new Map<IconName, TemplateResult>();

/** A decorative 24 px line icon in the text's colour. */
export function icon(name: IconName): TemplateResult {
  const former = drawn.get(name);
  if (former) return former;
  const template = html`<svg class=${`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
    <path d=${iconPaths[name]}></path>
  </svg>`;
  drawn.set(name, template);
  return template;
}
