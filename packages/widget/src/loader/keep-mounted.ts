/**
 * Puts the host at the end of the body, once there is one, and back whenever the body is replaced or morphed (Turbo, Astro,
 * client-side routers). The returned function ends that.
 */
export function keepMounted(host: HTMLElement): () => void {
  // Observers run before the element's own check of whether it was only moved, so the conversation goes on.
  const observer = new MutationObserver(mount);

  function mount(): void {
    // A new body has to be observed too; the same one again changes nothing.
    for (const parent of [document.documentElement, document.body]) observer.observe(parent, { childList: true });
    if (!host.isConnected) document.body.append(host);
    // Turbo and htmx go back to a copy of the page, and of the host in it.
    for (const copy of document.querySelectorAll(`#${host.id}`)) if (copy !== host) copy.remove();
  }

  if (document.body) mount();
  else document.addEventListener('DOMContentLoaded', mount, { once: true });

  return () => {
    document.removeEventListener('DOMContentLoaded', mount);
    observer.disconnect();
  };
}
