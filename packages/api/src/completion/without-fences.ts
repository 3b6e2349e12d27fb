/** A text in a prompt cannot end its own fence or begin another, however it writes the tag. */
export const withoutFences = closeFences('passage', 'earlier-in-short', 'file', 'page');

/** The same where turns of a conversation are fenced. */
export const withoutTurnFences = closeFences('turn');

/** The same where a question, its answer and topics are fenced. */
export const withoutSuggestFences = closeFences('question', 'answer', 'topics');

function closeFences(...tags: string[]): (text: string) => string {
  const opening = new RegExp(String.raw`<(?=\s*\/?\s*(?:${tags.join('|')})\b)`, 'gi');
  return (text) => text.replaceAll(opening, '‹');
}
