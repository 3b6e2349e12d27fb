/** Puts an answer on the clipboard without its citation marks; false where the browser, or the page that frames this one, does not allow it. */
export async function copyText(markdown: string): Promise<boolean> {
  const text = markdown.replace(/\s?\[\d+\](?!\()/g, '').trim();
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Frames without `allow="clipboard-write"`, and pages without https, still have the former way.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'sr-only';
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false; // nothing more can be done, and the button goes on saying "Copy"
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
