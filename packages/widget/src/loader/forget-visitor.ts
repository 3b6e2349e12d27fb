/** Takes the visitor and its conversation out of this browser, for a sign-out on a page where the chat is not loaded. */
export function forgetVisitor(host: Element): void {
  try {
    const tail = `${host.getAttribute('api')}:${host.getAttribute('publishable-key')}`;
    for (const kind of ['visitor', 'conversation']) localStorage.removeItem(`askwell:${kind}:${tail}`);
  } catch {
    // Storage is blocked, so nothing is in it.
  }
}
