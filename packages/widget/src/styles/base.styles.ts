import { css } from 'lit';

/** What every part stands on: the page's styles end at `.root`, and controls start from nothing. */
export const baseStyles = css`
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
    display: block;
    height: 100%;
    color: var(--askwell-text);
    font-family: var(--askwell-font);
    font-size: var(--askwell-font-size);
    line-height: var(--askwell-line-height);
    -webkit-text-size-adjust: 100%;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .root *,
  .root *::before,
  .root *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  p,
  h2,
  ul,
  blockquote {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  button,
  textarea {
    margin: 0;
    padding: 0;
    border: 0;
    border-radius: 0;
    color: inherit;
    background: none;
    font: inherit;
    letter-spacing: inherit;
    text-align: inherit;
    appearance: none;
  }
  button {
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }
  button:disabled {
    cursor: default;
  }
  a {
    color: var(--askwell-accent-text);
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 2px solid var(--askwell-focus);
    outline-offset: 2px;
  }
  .icon {
    flex: none;
    width: 20px;
    height: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    width: 32px;
    height: 32px;
    overflow: hidden;
    border-radius: 50%;
    color: var(--askwell-on-accent);
    background: var(--askwell-accent);
    font-size: 14px;
    font-weight: 600;
    line-height: 1;
    user-select: none;
  }
  .avatar.small {
    width: 20px;
    height: 20px;
    font-size: 10px;
  }
  .icon-button,
  .action {
    position: relative;
    display: inline-grid;
    flex: none;
    place-items: center;
    border-radius: var(--askwell-radius-control);
    color: var(--askwell-secondary);
    transition:
      color 120ms ease-out,
      background-color 120ms ease-out;
  }
  .icon-button {
    width: 40px;
    height: 40px;
  }
  :is(.icon-button, .action):hover {
    color: var(--askwell-text);
    background: var(--askwell-tint);
  }
  :is(.icon-button, .action):active {
    background: var(--askwell-bubble);
  }
  .icon-button[aria-expanded='true'] {
    color: var(--askwell-text);
    background: var(--askwell-tint);
  }
  .text-button {
    flex: none;
    min-height: 32px;
    padding: 4px 12px;
    border: 1px solid var(--askwell-line-strong);
    border-radius: var(--askwell-radius-control);
    color: var(--askwell-text);
    background: var(--askwell-raised);
    font-size: var(--askwell-font-size-small);
    font-weight: 500;
    white-space: nowrap;
    transition: background-color 120ms ease-out;
  }
  .text-button:hover {
    background: var(--askwell-tint);
  }
  .text-button:disabled {
    color: var(--askwell-secondary);
    background: none;
    border-color: var(--askwell-line);
  }
  @media (prefers-reduced-motion: reduce) {
    .root *,
    .root *::before,
    .root *::after {
      transition-duration: 0s !important;
      animation-duration: 0s !important;
    }
  }
  @media (forced-colors: active) {
    .avatar {
      border: 1px solid;
    }
    button:disabled {
      color: GrayText;
    }
    .icon-button,
    .action {
      border: 1px solid transparent;
    }
  }
`;
