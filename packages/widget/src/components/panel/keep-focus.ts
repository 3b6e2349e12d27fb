/** Keeps Tab inside a panel that covers the page: what lies under it cannot be seen. */
export function keepFocusInside(event: KeyboardEvent): void {
  const panel = event.currentTarget;
  if (event.key !== 'Tab' || event.defaultPrevented || !(panel instanceof HTMLElement)) return;
  const stops = Array.from(panel.querySelectorAll<HTMLElement>('a[href], button:not([disabled]), textarea, [tabindex="0"]'));
  const reachable = stops.filter((stop) => stop.getClientRects().length > 0);
  const edge = event.shiftKey ? reachable[0] : reachable.at(-1);
  const root = panel.getRootNode();
  if (!(root instanceof ShadowRoot) || (root.activeElement !== edge && root.activeElement !== panel)) return;
  if (root.activeElement === panel && !event.shiftKey) return;
  event.preventDefault();
  (event.shiftKey ? reachable.at(-1) : reachable[0])?.focus();
}
