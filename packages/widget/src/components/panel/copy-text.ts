/** Puts an answer on the clipboard without its citation marks; false where the browser refuses. */
export async function copyText(markdown: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(withoutMarks(markdown));
    return true;
  } catch {
    // No permission, or a page without HTTPS: the button then simply does not confirm.
    return false;
  }
}

export function withoutMarks(markdown: string): string {
  return markdown.replace(/\s?\[\d+\](?!\()/g, '').trim();
}
