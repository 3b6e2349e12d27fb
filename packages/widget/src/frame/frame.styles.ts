/**
 * The panel around the framed page, as the element's own panel stands; plain text, since Lit is not loaded for it. An inline panel adds
 * its border to what the frame needs.
 */
export const frameStyles = /* css */ `
:host([mode='inline']) { display: block; height: var(--askwell-inline-height, calc(var(--_content, 638px) + 2px)); }
:host([mode='page']) { position: fixed; inset: 0; z-index: var(--askwell-z-index, 2147483000); }
.scrim, .turn { display: none; }
:host([mode='popup'][open]) .scrim { display: block; position: fixed; inset: 0; background: rgb(10 14 26 / 45%); }
:host([mode='popup']) .turn { display: block; position: absolute; outline: 0; }
.panel {
  position: fixed;
  z-index: 1;
  right: calc(var(--askwell-offset-x, 20px) + env(safe-area-inset-right, 0px));
  bottom: calc(var(--askwell-offset-y, 20px) + var(--askwell-launcher, 56px) + 12px + env(safe-area-inset-bottom, 0px));
  box-sizing: border-box;
  width: min(var(--askwell-panel-width, 400px), 100vw - 40px);
  height: min(var(--askwell-panel-height, 720px), 100dvh - var(--askwell-offset-y, 20px) - var(--askwell-launcher, 56px) - 36px);
  overflow: hidden;
  border: 1px solid rgb(127 127 127 / 25%);
  border-radius: var(--askwell-radius, 16px);
  background: Canvas;
  box-shadow: 0 12px 40px rgb(15 20 35 / 18%);
}
:host([position='left']) .panel { right: auto; left: calc(var(--askwell-offset-x, 20px) + env(safe-area-inset-left, 0px)); }
:host([mode='inline']) .panel { position: static; width: 100%; height: 100%; box-shadow: none; }
@media (min-width: 480px) {
  :host([mode='popup']) .panel {
    inset: 0;
    width: min(var(--askwell-popup-width, 640px), 100vw - 40px);
    height: min(var(--askwell-popup-height, 760px), 100dvh - 40px);
    margin: auto;
  }
}
:host([mode='page']) .panel { inset: var(--_top, 0) 0 auto; width: 100%; height: var(--_height, 100dvh); border: 0; border-radius: 0; box-shadow: none; }
/* Where the panel stands, and in which colours, is known once the chat is there; one that cannot be there says so itself. */
:host(:not([mode='inline'])) .panel:not([data-ready]) { opacity: 0; animation: appear 1ms 2s forwards; }
@keyframes appear { to { opacity: 1; } }
.panel[hidden] { display: none; }
iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
@media (max-width: 479.98px) {
  :host(:not([mode='inline'])) .panel { inset: var(--_top, 0) 0 auto; width: 100%; height: var(--_height, 100dvh); border: 0; border-radius: 0; box-shadow: none; }
}
`;
