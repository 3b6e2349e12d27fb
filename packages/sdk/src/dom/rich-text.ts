import type { AnswerSource, Citation } from '@askwell/contract';
import { createCitationButtons, type CitationListeners } from './citation-buttons.js';
import { createCodeTools, type CodeLabels } from './code-tools.js';
import { createImageRule } from './image-hosts.js';
import { mendTail } from './mend-tail.js';
import { normalizeText } from './normalize-text.js';
import { patchBlocks, type BlockTools, type StandingBlock } from './patch-blocks.js';
import { planBlocks, planItems } from './plan-blocks.js';
import { createSanitizer } from './sanitize-block.js';
import { splitBlocks } from './split-blocks.js';

export type { CitationReach } from './citation-buttons.js';
export type RichTextOptions = CitationListeners &
  CodeLabels & {
    /** Hosts whose images are shown, as the config's `imageHosts`; others are links. @default none */
    imageHosts?: readonly string[];
  };

export interface RichTextState {
  citations: readonly Citation[];
  /** Names the citations' buttons by their documents' titles. */
  sources?: readonly AnswerSource[];
  /** True while more text may come: the last block stays open. */
  streaming: boolean;
}

/** A container that shows Markdown from a model, safely and as it grows. */
export interface RichText {
  /** Shows `text`, the whole of it so far; call it at most once a frame. Costs what the last, open block costs. */
  update(text: string, state: RichTextState): void;
  /** Removes the listeners and the content. */
  destroy(): void;
}

/**
 * Renders streamed Markdown into `container`, which may be in a shadow root. A block that no further text can change is parsed
 * once and its nodes stay. Headings become h3 to h6, images links unless
 * their host is allowed, raw HTML text; `[n]` with a known citation becomes
 * `<button class="askwell-cite">n</button>`. While `streaming`, the container carries `data-streaming`.
 */
export function createRichText(container: HTMLElement, options: RichTextOptions = {}): RichText {
  const document = container.ownerDocument;
  container.toggleAttribute('data-rich', true);
  const buttons = createCitationButtons(container, options);
  const view = document.defaultView ?? globalThis.window;
  const codes = createCodeTools(container, options);
  const mayShow = createImageRule(options.imageHosts ?? []);
  const tools: BlockTools = {
    document,
    mayShow,
    sanitize: createSanitizer(view, mayShow),
    takeMarks: (marks) => buttons.take(marks),
    addCopyButton: (frame) => codes.addCopyButton(frame),
  };
  /** A block of code is coloured when its text has ended: blocks follow it, or the answer is whole. */
  const colorCode = (streaming: boolean): void => {
    for (const frame of container.querySelectorAll<HTMLElement>('.askwell-code')) {
      if (!streaming || !open.some(({ node }) => node.contains(frame))) codes.color(frame);
    }
  };
  let settled = '';
  /** The list, or the body of the table, whose further items the open text begins with. */
  let group: StandingBlock | null = null;
  /** What stands before those items for the lexer: the head of the table. */
  let head = '';
  /** Items of the group, or blocks of the container, that further text may change. */
  let open: StandingBlock[] = [];
  let shown = '';

  const reset = (): void => {
    container.replaceChildren();
    buttons.reset();
    settled = '';
    group = null;
    head = '';
    open = [];
    shown = '';
  };

  return {
    update(whole, { citations, sources = [], streaming }) {
      const text = normalizeText(whole);
      if (!text.startsWith(settled)) reset();
      buttons.know(citations, sources);
      container.toggleAttribute('data-streaming', streaming);
      const tail = head + text.slice(settled.length);
      const source = streaming ? mendTail(tail) : tail;
      if (source === shown) {
        if (!streaming) colorCode(false);
        return;
      }

      const split = splitBlocks(source);
      // nothing to show yet of what is open; what stands, stays
      if (split.tokens.length === 0 && streaming) return;
      const [first] = split.tokens;
      const continued = group;
      if (continued !== null && first?.type !== (head === '' ? 'list' : 'table')) {
        reset();
        this.update(whole, { citations, sources, streaming });
        return;
      }
      if (continued !== null && first !== undefined)
        continued.children = patchBlocks(continued.body, open, planItems(first), tools);
      const plans = planBlocks(continued === null ? split.tokens : split.tokens.slice(1));
      const last = patchBlocks(container, continued === null ? open : [], plans, tools).at(-1);

      const settledEnd = Math.max(split.settledEnd, head.length);
      settled += source.slice(head.length, settledEnd);
      group = last === undefined ? continued : split.settledItems > 0 ? itemsOf(last) : null;
      head = group === null ? '' : split.head;
      open = group === null ? (last === undefined ? [] : [last]) : group.children.slice(-1);
      shown = head + source.slice(settledEnd);
      colorCode(streaming);
    },
    destroy() {
      buttons.destroy();
      codes.destroy();
      container.removeAttribute('data-rich');
      container.replaceChildren();
    },
  };
}

/** Where a list has its items and a table its rows. */
function itemsOf(block: StandingBlock): StandingBlock {
  return block.body.localName === 'table' ? (block.children.at(-1) ?? block) : block;
}
