import { css } from 'lit';

export const panelStyles = css`
  .panel {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
    border: 1px solid var(--askwell-line);
    border-radius: var(--askwell-radius);
    background: var(--askwell-surface);
  }
  .panel:focus-visible {
    outline: none;
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
  .header {
    display: flex;
    flex: none;
    align-items: center;
    gap: 4px;
    height: 56px;
    padding-inline: var(--askwell-padding) 8px;
    border-bottom: 1px solid var(--askwell-line);
  }
  .heading {
    flex: 1;
    min-width: 0;
    padding-inline: 8px;
  }
  .name {
    overflow: hidden;
    font-size: 15px;
    font-weight: 600;
    line-height: 20px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .presence {
    overflow: hidden;
    color: var(--askwell-secondary);
    font-size: var(--askwell-font-size-meta);
    line-height: 16px;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .presence[data-offline] {
    color: var(--askwell-danger);
  }
  .menu-anchor {
    position: relative;
  }
  .menu {
    position: absolute;
    z-index: 3;
    inset-inline-end: 0;
    top: calc(100% + 4px);
    min-width: 200px;
    padding: 4px;
    border: 1px solid var(--askwell-line);
    border-radius: var(--askwell-radius-card);
    background: var(--askwell-raised);
    box-shadow: var(--askwell-shadow-raised);
  }
  .menu-item {
    display: flex;
    align-items: center;
    gap: 8px;
    width: 100%;
    min-height: 40px;
    padding: 4px 12px 4px 8px;
    border-radius: var(--askwell-radius-control);
    font-size: 14px;
    white-space: nowrap;
  }
  .menu-item:is(:hover, :focus-visible) {
    background: var(--askwell-tint);
  }
  .menu-item:focus-visible {
    outline-offset: -2px;
  }
  .menu-item:disabled {
    color: var(--askwell-secondary);
    background: none;
  }
  .menu-item .icon {
    color: var(--askwell-secondary);
  }
  .footer {
    padding: 6px var(--askwell-padding) 10px;
    color: var(--askwell-secondary);
    font-size: var(--askwell-font-size-meta);
    line-height: 16px;
    text-align: center;
  }
  .footer:empty {
    padding-bottom: 6px;
  }
  @media (prefers-reduced-motion: reduce) {
    :host(:not([mode='inline'])) .panel {
      transform: none !important;
      transition:
        opacity 120ms linear,
        display 120ms allow-discrete !important;
      transition-duration: 120ms !important;
    }
  }
`;
