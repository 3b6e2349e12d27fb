import { css } from 'lit';

export const composerStyles = css`
  .foot {
    flex: none;
  }
  .composer {
    display: flex;
    align-items: flex-end;
    gap: 4px;
    max-width: 720px;
    margin: 4px auto 0;
    margin-inline: max(12px, (100% - 720px) / 2);
    padding: 5px;
    border: 1px solid var(--askwell-line-strong);
    border-radius: calc(var(--askwell-control) / 2 + 8px);
    background: var(--askwell-raised);
    transition:
      border-color 120ms ease-out,
      box-shadow 120ms ease-out;
  }
  .composer:focus-within {
    border-color: var(--askwell-focus);
    box-shadow:
      0 0 0 1px var(--askwell-focus),
      0 0 0 4px var(--askwell-tint);
  }
  /* The field is as high as a hidden copy of its text, so nothing is measured while typing. */
  .field {
    display: grid;
    flex: 1;
    min-width: 0;
    max-height: calc(6 * 22px + 14px);
    overflow: hidden;
  }
  .input,
  .field::after {
    grid-area: 1 / 1;
    min-width: 0;
    padding: 7px 4px 7px 11px;
    font: inherit;
    font-size: 15px;
    line-height: 22px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .field::after {
    content: attr(data-draft) ' ';
    visibility: hidden;
  }
  .input {
    width: 100%;
    height: 100%;
    max-height: inherit;
    min-height: 36px;
    overflow: hidden auto;
    resize: none;
    scrollbar-width: thin;
    scrollbar-color: var(--askwell-line-strong) transparent;
    caret-color: var(--askwell-accent-text);
  }
  .input:focus-visible {
    outline: none;
  }
  .input::placeholder {
    color: var(--askwell-secondary);
    opacity: 1;
  }
  .send {
    display: grid;
    flex: none;
    place-items: center;
    width: var(--askwell-control);
    height: var(--askwell-control);
    border: 1px solid transparent;
    border-radius: 50%;
    color: var(--askwell-on-accent);
    background: var(--askwell-accent);
    transition:
      background-color 120ms ease-out,
      color 120ms ease-out,
      transform 120ms ease-out;
  }
  .send:hover {
    background: var(--askwell-accent-hover);
  }
  .send:active {
    transform: scale(0.94);
  }
  .send:disabled {
    color: var(--askwell-secondary);
    background: var(--askwell-tint);
    transform: none;
  }
  .counter {
    padding: 4px 20px 0;
    color: var(--askwell-secondary);
    font-size: var(--askwell-font-size-meta);
    line-height: 16px;
    text-align: end;
  }
  .counter[data-over] {
    color: var(--askwell-danger);
    font-weight: 500;
  }
  @media (pointer: coarse) {
    .input,
    .field::after {
      padding-block: 11px;
      font-size: 16px;
    }
    .field {
      max-height: calc(6 * 22px + 22px);
    }
    .send {
      position: relative;
      margin-block: 4px;
    }
    .send::after {
      content: '';
      position: absolute;
      inset: -5px;
    }
  }
  @media (forced-colors: active) {
    .send {
      border-color: ButtonText;
    }
  }
`;
