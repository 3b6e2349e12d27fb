/** Puts text on the clipboard; false where the browser, or the page that frames this one, does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Frames without `allow="clipboard-write"`, and pages without https, still have the former way.
    return copyBySelection(text);
  }
}

/** An answer's Markdown without its citation marks. */
export function withoutMarks(markdown: string): string {
  return markdown.replace(/\s?\[\d+\](?!\()/g, '').trim();
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.style.setProperty('position', 'fixed');
  field.style.setProperty('opacity', '0');
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false; // nothing more can be done, and the button goes on saying "Copy"
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
