/** The panel around the framed page, as the element's own panel stands; plain text, since Lit is not loaded for it. */
export const frameStyles = /* css */ `
:host([mode='inline']) { display: block; height: var(--askwell-inline-height, 640px); }
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
.panel[hidden] { display: none; }
iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
@media (max-width: 479.98px) {
  :host(:not([mode='inline'])) .panel { inset: var(--_top, 0) 0 auto; width: 100%; height: var(--_height, 100dvh); border: 0; border-radius: 0; box-shadow: none; }
}
`;
