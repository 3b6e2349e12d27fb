/** A text of the assistant without its citation marks. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/\s?\[\d+\]/g, '');
}
