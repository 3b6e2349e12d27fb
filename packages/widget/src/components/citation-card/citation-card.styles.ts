import { css } from 'lit';

export const citationCardStyles = css`
  .card {
    position: absolute;
    z-index: 2;
    top: 0;
    left: 12px;
    display: flex;
    flex-direction: column;
    gap: 4px;
    width: min(340px, 100% - 24px);
    max-height: calc(100% - 24px);
    padding: 12px 14px;
    overflow: auto;
    border: 1px solid var(--askwell-line);
    border-radius: var(--askwell-radius-card);
    background: var(--askwell-raised);
    box-shadow: var(--askwell-shadow-raised);
    animation: card-in 120ms ease-out;
  }
  .card:focus-visible {
    outline-offset: -1px;
  }
  @keyframes card-in {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }
  .card-title {
    display: flex;
    gap: 8px;
    font-size: 14px;
    font-weight: 600;
    line-height: 20px;
  }
  .card-number {
    flex: none;
    align-self: flex-start;
    min-width: 18px;
    margin-top: 1px;
    padding-inline: 5px;
    border-radius: 9px;
    color: var(--askwell-on-accent);
    background: var(--askwell-accent);
    font-size: 11px;
    font-variant-numeric: tabular-nums;
    line-height: 18px;
    text-align: center;
  }
  .card-path {
    color: var(--askwell-secondary);
    font-size: var(--askwell-font-size-meta);
    line-height: 16px;
  }
  .passage {
    margin-block: 4px;
    padding-inline-start: 10px;
    border-inline-start: 2px solid var(--askwell-line);
    color: var(--askwell-secondary);
    font-size: 14px;
    line-height: 21px;
    white-space: pre-line;
  }
  .passage mark {
    padding: 1px 0;
    border-radius: 2px;
    color: var(--askwell-text);
    background: var(--askwell-mark);
    box-decoration-break: clone;
    -webkit-box-decoration-break: clone;
  }
  .card-link {
    display: inline-flex;
    align-items: center;
    align-self: flex-start;
    gap: 4px;
    min-height: 28px;
    margin-inline-start: -2px;
    padding-inline: 2px;
    border-radius: 4px;
    font-size: var(--askwell-font-size-small);
    font-weight: 500;
    text-decoration: none;
  }
  .card-link:hover span:first-child {
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .card-link .icon {
    width: 16px;
    height: 16px;
  }
  @media (pointer: coarse) {
    .card-link {
      min-height: 44px;
      margin-block: -6px -8px;
    }
  }
`;
