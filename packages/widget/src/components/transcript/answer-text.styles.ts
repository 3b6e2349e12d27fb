import { css } from 'lit';

/** Typography of Markdown in an answer. The nodes are the rich text renderer's. */
export const answerTextStyles = css`
  .answer-text {
    max-width: 68ch;
    min-width: 0;
    white-space: normal;
  }
  .answer-text:not(:has(> *)) {
    white-space: pre-wrap;
  }
  .answer-text :where(p, ul, ol, pre, blockquote, table, h3, h4, h5, h6, hr) {
    margin: 0;
  }
  :is(.answer-text, .answer-text li) > * + :where(p, ul, ol, pre, blockquote, .askwell-table, hr) {
    margin-top: 10px;
  }
  .answer-text :is(h3, h4, h5, h6) {
    font-size: 15px;
    font-weight: 600;
    line-height: 22px;
  }
  .answer-text h3 {
    font-size: 16px;
    line-height: 24px;
  }
  .answer-text > * + :is(h3, h4, h5, h6) {
    margin-top: 18px;
  }
  .answer-text :is(ul, ol) {
    padding-inline-start: 22px;
    list-style: disc;
  }
  .answer-text ol {
    list-style: decimal;
  }
  .answer-text li + li {
    margin-top: 4px;
  }
  .answer-text li::marker {
    color: var(--askwell-secondary);
  }
  .answer-text blockquote {
    padding-inline-start: 12px;
    border-inline-start: 2px solid var(--askwell-line-strong);
    color: var(--askwell-secondary);
  }
  .answer-text hr {
    height: 1px;
    border: 0;
    background: var(--askwell-line);
  }
  .answer-text a {
    color: var(--askwell-accent-text);
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 2px;
  }
  .answer-text a:hover {
    text-decoration-thickness: 2px;
  }
  .answer-text :is(code, pre) {
    font-family: var(--askwell-font-mono, ui-monospace, SFMono-Regular, Menlo, Consolas, monospace);
    font-size: 13px;
    line-height: 20px;
  }
  .answer-text code {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--askwell-sunken);
  }
  .answer-text pre {
    padding: 10px 12px;
    overflow: auto;
    border: 1px solid var(--askwell-line);
    border-radius: var(--askwell-radius-control);
    background: var(--askwell-sunken);
    overflow-wrap: normal;
  }
  .answer-text pre code {
    padding: 0;
    background: none;
    white-space: pre;
  }
  .askwell-table {
    max-width: 100%;
    overflow: auto;
  }
  .answer-text table {
    border-collapse: collapse;
    font-size: 14px;
    line-height: 20px;
    overflow-wrap: normal;
  }
  .answer-text :is(th, td) {
    padding: 6px 12px 6px 0;
    border-bottom: 1px solid var(--askwell-line);
    text-align: start;
    vertical-align: top;
  }
  .answer-text th {
    color: var(--askwell-secondary);
    font-weight: 500;
  }
  .askwell-cite {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    min-width: 18px;
    height: 18px;
    margin-inline: 1px;
    padding-inline: 5px;
    border-radius: 9px;
    color: var(--askwell-accent-text);
    background: var(--askwell-tint);
    font-size: 11px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    line-height: 18px;
    text-align: center;
    vertical-align: 1px;
    transition:
      color 120ms ease-out,
      background-color 120ms ease-out;
  }
  .askwell-cite::after {
    content: '';
    position: absolute;
    inset: -3px -2px;
  }
  .askwell-cite:is(:hover, [aria-expanded='true']) {
    color: var(--askwell-on-accent);
    background: var(--askwell-accent);
  }
  .askwell-cite:focus-visible {
    outline-offset: 1px;
  }
  @media (pointer: coarse) {
    .askwell-cite::after {
      inset: -13px -4px;
    }
  }
  .answer[data-running] .answer-text > :is(p, h3, h4, h5, h6):last-child::after,
  .answer[data-running] .answer-text > :is(ul, ol):last-child > li:last-child::after,
  .answer[data-running] .answer-text:not(:has(> *))::after {
    content: '';
    display: inline-block;
    width: 7px;
    height: 15px;
    margin-inline-start: 3px;
    border-radius: 2px;
    background: var(--askwell-accent);
    opacity: 0.6;
    vertical-align: -2px;
    animation: breathe 1.1s ease-in-out infinite;
  }
  @media (forced-colors: active) {
    .askwell-cite {
      border: 1px solid;
    }
  }
`;
