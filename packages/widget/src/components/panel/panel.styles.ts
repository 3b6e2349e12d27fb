import { css } from 'lit';

/** Where the panel stands on somebody's page. What is inside it is styled by the sheet that it shares with the iframe. */
export const panelStyles = css`
  :host([hidden]) {
    display: none !important;
  }
  :host([mode='inline']) {
    display: block;
    height: var(--askwell-inline-height, 640px);
    max-height: 100%;
  }
  .root {
    all: initial;
    color-scheme: inherit;
    display: block;
    height: 100%;
  }
  :host .panel {
    height: 100%;
    border: 1px solid var(--askwell-line);
    border-radius: var(--askwell-radius);
  }
  :host(:not([mode='inline'])) .panel {
    position: fixed;
    z-index: 1;
    right: calc(var(--askwell-offset-x, 20px) + env(safe-area-inset-right, 0px));
    bottom: calc(var(--askwell-offset-y, 20px) + var(--askwell-launcher, 56px) + 12px + env(safe-area-inset-bottom, 0px));
    width: min(var(--askwell-panel-width, 400px), 100vw - 40px);
    height: min(
      var(--askwell-panel-height, 720px),
      100dvh - var(--askwell-offset-y, 20px) - var(--askwell-launcher, 56px) - 36px
    );
    box-shadow: var(--askwell-shadow);
    transform-origin: 100% 100%;
    transition:
      opacity 180ms ease-out,
      transform 180ms ease-out,
      display 180ms allow-discrete;
  }
  :host(:not([mode='inline'])[position='left']) .panel {
    right: auto;
    left: calc(var(--askwell-offset-x, 20px) + env(safe-area-inset-left, 0px));
    transform-origin: 0 100%;
  }
  :host(:not([mode='inline'])) .panel[hidden] {
    opacity: 0;
    transform: translateY(8px) scale(0.98);
    pointer-events: none;
    transition-duration: 120ms;
  }
  @starting-style {
    :host(:not([mode='inline'])) .panel:not([hidden]) {
      opacity: 0;
      transform: translateY(8px) scale(0.98);
    }
  }
  @media (min-width: 480px) {
    :host([mode='popup']) .panel {
      inset: 0;
      width: min(var(--askwell-popup-width, 640px), 100vw - 40px);
      height: min(var(--askwell-popup-height, 760px), 100dvh - 40px);
      margin: auto;
      transform-origin: 50% 50%;
    }
  }
  /* The page behind a window in the middle. */
  :host([mode='popup']) .root::before {
    content: '';
    position: fixed;
    inset: 0;
    background: rgb(10 14 26 / 45%);
    opacity: 0;
    pointer-events: none;
    transition: opacity 180ms ease-out;
  }
  :host([mode='popup'][open]) .root::before {
    opacity: 1;
    pointer-events: auto;
  }
  :host([mode='page']) .panel {
    inset: var(--_top, 0) 0 auto;
    width: 100%;
    height: var(--_height, 100dvh);
    padding: env(safe-area-inset-top, 0px) env(safe-area-inset-right, 0px) env(safe-area-inset-bottom, 0px)
      env(safe-area-inset-left, 0px);
    border: 0;
    border-radius: 0;
    box-shadow: none;
  }
  .launcher[data-unread]::after {
    content: '';
    position: absolute;
    top: 0;
    right: 0;
    width: 14px;
    height: 14px;
    border: 2px solid var(--askwell-surface);
    border-radius: 50%;
    background: var(--askwell-unread, #d92d20);
  }
  @media (max-width: 479.98px) {
    :host(:not([mode='inline'])) .panel,
    :host(:not([mode='inline'])[position='left']) .panel {
      inset: var(--_top, 0) 0 auto;
      width: 100%;
      height: var(--_height, 100dvh);
      padding: env(safe-area-inset-top, 0px) env(safe-area-inset-right, 0px) env(safe-area-inset-bottom, 0px)
        env(safe-area-inset-left, 0px);
      border: 0;
      border-radius: 0;
      box-shadow: none;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    :host(:not([mode='inline'])) .panel {
      transform: none !important;
      transition:
        opacity 120ms linear,
        display 120ms allow-discrete !important;
    }
  }
`;
