import { css } from 'lit';

export const transcriptStyles = css`
  .stage {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }
  .scroller {
    flex: 1;
    min-height: 0;
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--askwell-line-strong) transparent;
  }
  .scroller:focus-visible {
    outline-offset: -3px;
    border-radius: 4px;
  }
  .content {
    display: flex;
    flex-direction: column;
    gap: var(--askwell-message-gap);
    min-height: 100%;
    max-width: 720px;
    margin-inline: auto;
    padding: 20px var(--askwell-padding) 16px;
  }
  .empty {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: flex-end;
    gap: 20px;
    padding-top: 24px;
  }
  .greeting {
    font-size: 20px;
    font-weight: 600;
    line-height: 28px;
    letter-spacing: -0.01em;
    text-wrap: balance;
  }
  .starters {
    display: grid;
    gap: 8px;
  }
  .starter {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
    width: 100%;
    min-height: 44px;
    padding: 10px 10px 10px 14px;
    border: 1px solid var(--askwell-line);
    border-radius: var(--askwell-radius-card);
    background: var(--askwell-raised);
    font-size: 14px;
    line-height: 20px;
    transition:
      background-color 120ms ease-out,
      border-color 120ms ease-out;
  }
  .starter .icon {
    width: 16px;
    height: 16px;
    color: var(--askwell-secondary);
    transition: transform 120ms ease-out;
  }
  .starter:hover {
    border-color: var(--askwell-line-strong);
    background: var(--askwell-tint);
  }
  .starter:hover .icon {
    transform: translateX(2px);
  }
  .starter:active {
    background: var(--askwell-bubble);
  }
  .question {
    display: flex;
    justify-content: flex-end;
    padding-inline-start: 15%;
  }
  .question:not(:first-child) {
    margin-top: calc(var(--askwell-group-gap) - var(--askwell-message-gap));
  }
  .bubble {
    max-width: 100%;
    padding: 8px 14px;
    border-radius: var(--askwell-radius-card);
    border-end-end-radius: 4px;
    background: var(--askwell-bubble);
    white-space: pre-wrap;
  }
  .question[data-state='sending'] .bubble {
    opacity: 0.85;
  }
  .question[data-state='failed'] .bubble {
    background: none;
    box-shadow: inset 0 0 0 1px var(--askwell-line-strong);
  }
  .answer {
    display: flex;
    flex-direction: column;
    gap: 8px;
    min-width: 0;
  }
  .byline {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 20px;
    font-size: var(--askwell-font-size-small);
    line-height: 20px;
  }
  .byline-name {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .status {
    flex: none;
    color: var(--askwell-secondary);
  }
  .status::before {
    content: '';
    display: inline-block;
    width: 6px;
    height: 6px;
    margin: 0 8px 1px 2px;
    border-radius: 50%;
    background: var(--askwell-accent);
    animation: breathe 1.4s ease-in-out infinite;
  }
  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }
  .note {
    color: var(--askwell-secondary);
    font-size: var(--askwell-font-size-small);
  }
  .answer[data-unknown] .answer-text {
    padding: 12px 14px;
    border-radius: var(--askwell-radius-card);
    background: var(--askwell-sunken);
    background: light-dark(var(--askwell-sunken), var(--askwell-raised));
  }
  .failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 10px 12px;
    border: 1px solid var(--askwell-line);
    border-radius: var(--askwell-radius-card);
    background: var(--askwell-raised);
    font-size: 14px;
    line-height: 20px;
  }
  .failure > .icon {
    align-self: flex-start;
    color: var(--askwell-danger);
  }
  .failure > p {
    flex: 1 1 180px;
  }
  .sources {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
    margin-top: 4px;
  }
  .sources-label {
    flex: none;
    color: var(--askwell-secondary);
    font-size: var(--askwell-font-size-meta);
  }
  .chips {
    display: flex;
    gap: 6px;
    min-width: 0;
    margin-inline-end: calc(-1 * var(--askwell-padding));
    padding: 3px var(--askwell-padding) 3px 3px;
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 200px;
    min-height: 28px;
    padding: 3px 10px 3px 7px;
    border: 1px solid var(--askwell-line);
    border-radius: 14px;
    color: var(--askwell-text);
    background: var(--askwell-raised);
    font-size: var(--askwell-font-size-small);
    line-height: 20px;
    text-decoration: none;
    transition:
      background-color 120ms ease-out,
      border-color 120ms ease-out;
  }
  a.chip:hover {
    border-color: var(--askwell-line-strong);
    background: var(--askwell-tint);
  }
  .chip:focus-visible {
    outline-offset: 1px;
  }
  .chip .icon {
    width: 16px;
    height: 16px;
    color: var(--askwell-secondary);
  }
  .chip-title {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .actions {
    display: flex;
    gap: 2px;
    margin: -2px 0 0 -7px;
  }
  .action {
    width: 32px;
    height: 32px;
  }
  .action .icon {
    width: 18px;
    height: 18px;
  }
  .action[aria-pressed='true'] {
    color: var(--askwell-accent-text);
  }
  .action[aria-pressed='true'] .icon {
    fill: var(--askwell-tint);
  }
  @media (hover: hover) {
    .answer:not([data-last]) .actions {
      margin-bottom: -24px;
    }
    .answer:not([data-last], :hover, :focus-within) .actions {
      opacity: 0;
    }
    .actions {
      transition: opacity 120ms ease-out;
    }
  }
  @media (pointer: coarse) {
    .actions {
      gap: 12px;
    }
    .chips {
      padding-block: 5px;
    }
    .chip {
      position: relative;
      min-height: 36px;
      border-radius: 18px;
    }
    .text-button {
      position: relative;
      min-height: 36px;
    }
    :is(.chip, .text-button, .action, .icon-button, .new-text)::after {
      content: '';
      position: absolute;
      inset: -6px;
    }
    .icon-button::after {
      inset: -2px;
    }
    .chip::after {
      inset: -5px -3px;
    }
  }
  .starter:dir(rtl) .icon {
    transform: scaleX(-1);
  }
  .new-text {
    position: absolute;
    z-index: 1;
    bottom: 10px;
    left: 50%;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 32px;
    padding: 4px 14px 4px 8px;
    border: 1px solid var(--askwell-line);
    border-radius: 16px;
    background: var(--askwell-raised);
    box-shadow: var(--askwell-shadow-raised);
    font-size: var(--askwell-font-size-small);
    font-weight: 500;
    white-space: nowrap;
    transform: translateX(-50%);
  }
  .new-text:hover {
    background: var(--askwell-tint);
  }
  .new-text .icon {
    width: 18px;
    height: 18px;
    color: var(--askwell-secondary);
  }
  @media (forced-colors: active) {
    .bubble {
      border: 1px solid;
    }
    .action[aria-pressed='true'] {
      border-color: Highlight;
      color: Highlight;
    }
  }
`;
