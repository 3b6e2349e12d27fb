import { useEffect } from 'preact/hooks';

/** Keeps the composer above a phone's keyboard, which covers the page without shrinking it. */
export function useVisualViewport(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport || window.parent !== window) return undefined;
    const { style } = document.documentElement;
    const fit = (): void => {
      // A pinch zoom shrinks the visual viewport too, and must not move the page.
      if (Math.abs(viewport.scale - 1) > 0.01) return;
      style.setProperty('--page-height', `${viewport.height}px`);
      style.setProperty('--page-top', `${viewport.offsetTop}px`);
    };
    fit();
    viewport.addEventListener('resize', fit);
    viewport.addEventListener('scroll', fit);
    return () => {
      viewport.removeEventListener('resize', fit);
      viewport.removeEventListener('scroll', fit);
    };
  }, []);
}
