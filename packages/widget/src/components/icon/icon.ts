import { html, svg, type TemplateResult } from 'lit';

const paths = {
  close: 'm6.5 6.5 11 11m0-11-11 11',
  down: 'm6 9.5 6 6 6-6',
  send: 'M12 19V5.5m-6 6 6-6 6 6',
  compose:
    'M12 5H7.5A2.5 2.5 0 0 0 5 7.5v9A2.5 2.5 0 0 0 7.5 19h9a2.5 2.5 0 0 0 2.5-2.5V12m-1.2-7.3a1.7 1.7 0 0 1 2.4 2.4L13 14.3l-3 .7.7-3z',
  copy: 'M9 9.5A1.5 1.5 0 0 1 10.5 8h7A1.5 1.5 0 0 1 19 9.500v8a1.5 1.5 0 0 1-1.5 1.500h-7A1.5 1.5 0 0 1 9 17.500zM15 8V6.500A1.5 1.5 0 0 0 13.5 5h-7A1.5 1.5 0 0 0 5 6.500v7A1.5 1.5 0 0 0 6.5 15H9',
  check: 'm5.5 12.5 4.2 4.2 8.8-9.2',
  up: 'M7.5 11v8.500m0-8.5 3.7-6.400a1.7 1.7 0 0 1 3.1 1.300L13.5 9.500h4.300a1.9 1.9 0 0 1 1.85 2.300l-1.25 5.850a2.3 2.3 0 0 1-2.25 1.850H4.500V11z',
  out: 'M10 6H7a1.5 1.5 0 0 0-1.5 1.500V17A1.5 1.5 0 0 0 7 18.500h9.500A1.5 1.5 0 0 0 18 17v-3m-4.5-8.500h5v5m0-5-7.5 7.5',
  page: 'M13.5 4.500h-6A1.5 1.5 0 0 0 6 6v12a1.5 1.5 0 0 0 1.5 1.500h9A1.5 1.5 0 0 0 18 18V9zm0 0V9H18',
  again: 'M19 12a7 7 0 1 1-2.2-5.100L19 9m0-4.500V9h-4.5',
  alert: 'M12 8v4.500m0 3.200v.01M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16',
  next: 'm9.5 6 6 6-6 6',
} as const;

export type IconName = keyof typeof paths | 'more' | 'stop' | 'thumbsDown';

const drawn = new Map<IconName, TemplateResult>();

/** A decorative 24 px line icon in the text's colour. */
export function icon(name: IconName): TemplateResult {
  const former = drawn.get(name);
  if (former) return former;
  const template = html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${shapeOf(name)}</svg>`;
  drawn.set(name, template);
  return template;
}

function shapeOf(name: IconName): TemplateResult<2> {
  switch (name) {
    case 'more':
      return svg`<g fill="currentColor" stroke="none"><circle cx="6" cy="12" r="1.6"></circle><circle cx="12" cy="12" r="1.6"></circle><circle cx="18" cy="12" r="1.6"></circle></g>`;
    case 'stop':
      return svg`<rect x="7" y="7" width="10" height="10" rx="2" fill="currentColor" stroke="none"></rect>`;
    case 'thumbsDown':
      return svg`<path d=${paths.up} transform="rotate(180 12 12)"></path>`;
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check -- every other icon is one path
    default:
      return svg`<path d=${paths[name]}></path>`;
  }
}
