const thumb =
  'M7.5 11v8.5m0-8.5 3.7-6.4a1.7 1.7 0 0 1 3.1 1.3L13.5 9.5h4.3a1.9 1.9 0 0 1 1.85 2.3l-1.25 5.85a2.3 2.3 0 0 1-2.25 1.85H4.5V11z';

/** The icons that a chat opens with, and views share: a 24 px grid, drawn as lines in the text's colour. `stop` is filled and `more` is dots by the style sheet. */
export const iconPaths = {
  again: 'M19 12a7 7 0 1 1-2.2-5.1L19 9m0-4.5V9h-4.5',
  alert: 'M12 8v4.5m0 3.2v.01M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16',
  attach: 'm18.5 11.5-6.4 6.4a4 4 0 0 1-5.7-5.7l6.8-6.7a2.7 2.7 0 0 1 3.8 3.8l-6.7 6.7a1.3 1.3 0 0 1-1.9-1.9l6-6',
  check: 'm5.5 12.5 4.2 4.2 8.8-9.2',
  close: 'm6.5 6.5 11 11m0-11-11 11',
  compose:
    'M12 5H7.5A2.5 2.5 0 0 0 5 7.5v9A2.5 2.5 0 0 0 7.5 19h9a2.5 2.5 0 0 0 2.5-2.5V12m-1.2-7.3a1.7 1.7 0 0 1 2.4 2.4L13 14.3l-3 .7.7-3z',
  copy: 'M9 9.5A1.5 1.5 0 0 1 10.5 8h7A1.5 1.5 0 0 1 19 9.5v8a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 9 17.5zM15 8V6.5A1.5 1.5 0 0 0 13.5 5h-7A1.5 1.5 0 0 0 5 6.5v7A1.5 1.5 0 0 0 6.5 15H9',
  down: 'm6 9.5 6 6 6-6',
  edit: 'm5 19 .8-3.7L15.6 5.5a1.8 1.8 0 0 1 2.5 0l.4.4a1.8 1.8 0 0 1 0 2.5L8.7 18.2zM14 7.2 16.8 10',
  history: 'M5.2 9A7.5 7.5 0 1 1 4.5 12.5M4.5 5v4.2h4.2M12 8.5V12.5l2.7 1.7',
  mic: 'M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4M6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  next: 'm9.5 6 6 6-6 6',
  page: 'M13.5 4.5h-6A1.5 1.5 0 0 0 6 6v12a1.5 1.5 0 0 0 1.5 1.5h9A1.5 1.5 0 0 0 18 18V9zm0 0V9H18',
  person: 'M12 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M5 19.5a7 7 0 0 1 14 0',
  send: 'M12 19V5.5m-6 6 6-6 6 6',
  sound: 'M4.5 9.5v5H8l4.5 4v-13l-4.5 4zM16 9a4.2 4.2 0 0 1 0 6m2.3-8.3a7.5 7.5 0 0 1 0 10.6',
  stop: 'M8.5 7h7A1.5 1.5 0 0 1 17 8.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 7 15.5v-7A1.5 1.5 0 0 1 8.5 7',
  /** Turned round by the style sheet. */
  thumbDown: thumb,
  thumbUp: thumb,
} as const;

export type IconName = keyof typeof iconPaths;
