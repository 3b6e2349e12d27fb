/** The note stands at the launcher before any theme is here, hence the fallbacks. */
export const teaserStyles = /* css */ `
.teaser {
  position: fixed;
  right: calc(var(--askwell-offset-x, 20px) + env(safe-area-inset-right, 0px));
  bottom: calc(var(--askwell-offset-y, 20px) + var(--askwell-launcher, 56px) + 12px + env(safe-area-inset-bottom, 0px));
  display: flex;
  align-items: flex-start;
  box-sizing: border-box;
  max-width: min(300px, 100vw - 40px);
  border: 1px solid var(--askwell-line, light-dark(#e2e5ea, #343945));
  border-radius: var(--askwell-radius-card, 12px);
  color: var(--askwell-text, light-dark(#1c2230, #eef0f4));
  background: var(--askwell-raised, light-dark(#fff, #1c2029));
  box-shadow: 0 4px 16px rgb(15 20 35 / 14%);
  color-scheme: light dark;
  font: 14px/20px var(--askwell-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
  animation: teaser-in 180ms ease-out;
}
:host([position='left']) .teaser { right: auto; left: calc(var(--askwell-offset-x, 20px) + env(safe-area-inset-left, 0px)); }
:host([open]) .teaser { display: none; }
.teaser button { margin: 0; border: 0; color: inherit; background: none; font: inherit; text-align: start; cursor: pointer; }
.teaser-words { min-width: 0; padding: 12px 4px 12px 14px; border-radius: inherit; overflow-wrap: anywhere; }
.teaser-close { flex: none; width: 32px; height: 32px; margin: 6px 6px 0 0 !important; padding: 0; border-radius: 8px; font-size: 18px !important; text-align: center !important; opacity: 0.75; }
.teaser button:focus-visible { outline: 2px solid var(--askwell-focus, #2458d6); outline-offset: -2px; }
.teaser-close:hover { opacity: 1; }
@keyframes teaser-in { from { opacity: 0; transform: translateY(8px); } }
@media (prefers-reduced-motion: reduce) { .teaser { animation: none; } }
@media (pointer: coarse) { .teaser-close { width: 44px; height: 44px; margin: 0 !important; } }
@media print { .teaser { display: none; } }
`;
