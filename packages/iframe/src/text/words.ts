/** Names for assistive technology and small labels that the contract's strings do not have. */
export const words = {
  transcript: 'Conversation',
  suggestions: 'Suggested questions',
  nearest: 'Nearest pages',
  quote: 'Quoted passage',
  source: 'Source {number}',
  page: 'page {page}',
  newTab: 'opens in a new tab',
  closeSource: 'Close source',
  tooLong: 'Too long by {count} {count|character|characters}',
  left: '{count} {count|character|characters} left',
  originRefused:
    'This chat may not be shown on this site yet. If the site is yours, add its origin to the assistant’s allowed origins.',
  keyRefused: 'This chat does not exist any more, or its address was not copied whole. Check the key at the end of the address.',
  reload: 'Reload',
} as const;
