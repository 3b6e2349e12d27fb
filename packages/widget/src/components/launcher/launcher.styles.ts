/**
 * The launcher's whole style, plain text because the loader paints it before Lit is here. Its host is an empty
 * fixed box: `!important` inside a shadow root wins over the page, so a sheet like `*{all:unset!important}` changes nothing.
 */
export const launcherStyles = /* css */ `
:host(:not([mode='inline'])) {
  all: initial !important;
  direction: ltr !important;
  display: block !important;
  position: fixed !important;
  inset: 0 auto auto 0 !important;
  width: 0 !important;
  height: 0 !important;
  z-index: var(--askwell-z-index, 2147483000) !important;
}
:host([hidden]) { display: none !important; }
.launcher, .hint {
  position: fixed;
  inset-block-end: calc(var(--askwell-offset-y, 20px) + env(safe-area-inset-bottom, 0px));
  right: calc(var(--askwell-offset-x, 20px) + env(safe-area-inset-right, 0px));
  box-sizing: border-box;
  height: var(--askwell-launcher, 56px);
}
:host([position='left']) :is(.launcher, .hint) { right: auto; left: calc(var(--askwell-offset-x, 20px) + env(safe-area-inset-left, 0px)); }
.launcher {
  display: grid;
  place-items: center;
  width: var(--askwell-launcher, 56px);
  margin: 0;
  padding: 0;
  border: 1px solid transparent;
  border-radius: var(--askwell-launcher-radius, 50%);
  color: var(--askwell-on-accent, #fff);
  background: var(--askwell-accent, #2458d6);
  box-shadow: 0 1px 2px rgb(15 23 42 / 16%), 0 8px 24px rgb(15 23 42 / 18%);
  cursor: pointer;
  touch-action: manipulation;
  -webkit-tap-highlight-color: transparent;
  transition: transform 150ms ease-out, box-shadow 150ms ease-out;
}
.launcher:hover { transform: translateY(-1px); box-shadow: 0 2px 4px rgb(15 23 42 / 16%), 0 12px 32px rgb(15 23 42 / 24%); }
.launcher:active { transform: scale(0.96); }
.launcher:focus-visible { outline: 2px solid var(--askwell-accent, #2458d6); outline-offset: 3px; box-shadow: 0 0 0 3px #fff, 0 8px 24px rgb(15 23 42 / 18%); }
.launcher svg {
  grid-area: 1 / 1;
  width: 26px;
  height: 26px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.75;
  stroke-linecap: round;
  stroke-linejoin: round;
  transition: transform 180ms ease-out, opacity 120ms ease-out;
}
.launcher:not([data-state='open']) .down, .launcher:is([data-state='open'], [data-state='busy'], [data-state='failed']) .chat,
.launcher:not([data-state='busy']) .wait, .launcher:not([data-state='failed']) .again { opacity: 0; transform: scale(0.6); }
.launcher[data-state='busy'] .wait { animation: turn 900ms linear infinite; }
@keyframes turn { to { transform: rotate(1turn); } }
.hint {
  display: grid;
  align-items: center;
  margin-inline: calc(var(--askwell-launcher, 56px) + 12px);
  pointer-events: none;
  opacity: 0;
  transform: translateX(4px);
  transition: opacity 120ms ease-out, transform 120ms ease-out;
  font: 500 14px/20px var(--askwell-font, system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif);
  white-space: nowrap;
}
.hint span { padding: 8px 12px; border-radius: 10px; color: #fff; background: #1c2230; box-shadow: 0 4px 16px rgb(15 23 42 / 18%); }
@media (hover: hover) { .launcher[data-state='closed'][data-fresh]:hover + .hint { opacity: 1; transform: none; } }
.launcher[data-state='failed'] + .hint { opacity: 1; transform: none; }
@media (max-width: 479.98px) { :host([open]) .launcher { visibility: hidden; } }
@media (prefers-reduced-motion: reduce) {
  .launcher, .launcher svg, .hint { transition: none; }
  .launcher[data-state='busy'] .wait { animation-duration: 2.4s; }
}
@media (forced-colors: active) { .launcher { color: ButtonText; background: ButtonFace; border-color: ButtonText; } .hint span { border: 1px solid; } }
@media print { :host(:not([mode='inline'])) { display: none !important; } }
`;
