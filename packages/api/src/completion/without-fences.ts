/** A text in a prompt cannot end its own fence or begin another, however it writes the tag. */
export function withoutFences(text: string): string {
  return text.replaceAll(/<(?=\s*\/?\s*(?:passage|earlier-in-short|file|page)\b)/gi, '‹');
}
