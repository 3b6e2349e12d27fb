/** PostgreSQL stores neither NUL nor lone surrogates. Each becomes one U+FFFD, so offsets into the text stay as the sender counts them. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
