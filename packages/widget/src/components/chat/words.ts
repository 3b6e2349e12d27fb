/** Names for assistive technology and small labels that the contract's strings do not have. */
export const defaultWords = {
  menu: 'Menu',
  transcript: 'Conversation',
  quote: 'Quoted passage',
  nearest: 'Nearest pages',
  suggestions: 'Suggested questions',
  source: 'Source',
  newTab: 'opens in a new tab',
  tooLong: 'Too long by {count} {count|character|characters}',
  left: '{count} {count|character|characters} left',
} as const;

export type Words = Record<keyof typeof defaultWords, string>;
