const paths = {
  alert: 'M12 8v4.5m0 3.2v.01M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16',
  check: 'm5.5 12.5 4.2 4.2 8.8-9.2',
  close: 'm6.5 6.5 11 11m0-11-11 11',
  copy: 'M9.5 8.5h7a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5h-7a1.5 1.5 0 0 1-1.5-1.5v-8a1.5 1.5 0 0 1 1.5-1.5M15 5.8A1.5 1.5 0 0 0 13.7 5H7a1.5 1.5 0 0 0-1.5 1.5v8a1.5 1.5 0 0 0 .8 1.3',
  down: 'm6 9.5 6 6 6-6',
  next: 'm9.5 6 6 6-6 6',
  out: 'M10 6H7a1.5 1.5 0 0 0-1.5 1.5V17A1.5 1.5 0 0 0 7 18.5h9.5A1.5 1.5 0 0 0 18 17v-3M13.5 5.5h5v5m0-5L11 13',
  page: 'M13.5 4.5h-6A1.5 1.5 0 0 0 6 6v12a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 18 18V9zm0 0V9H18',
  send: 'M12 19V5.5m-6 6 6-6 6 6',
  thumb:
    'M7.5 11v8.5M7.5 11l3.7-6.4a1.7 1.7 0 0 1 3.1 1.3l-.8 3.6h4.3a1.9 1.9 0 0 1 1.850 2.3l-1.250 5.850a2.3 2.3 0 0 1-2.250 1.850H4.5V11z',
  compose:
    'M12 5H7.5A2.5 2.5 0 0 0 5 7.5v9A2.5 2.5 0 0 0 7.5 19h9a2.5 2.5 0 0 0 2.5-2.5V12m-1.2-7.3a1.7 1.7 0 0 1 2.4 2.4L13 14.3l-3 .7.7-3z',
} as const;

export interface IconProps {
  name: keyof typeof paths | 'stop';
  class?: string;
}

/** A decorative 24 px line icon in the text's colour. */
export function Icon({ name, class: extra = '' }: IconProps) {
  return (
    <svg class={`icon ${extra}`} viewBox="0 0 24 24" aria-hidden="true">
      {name === 'stop' ? <rect class="icon-fill" x="7" y="7" width="10" height="10" rx="2" /> : <path d={paths[name]} />}
    </svg>
  );
}
