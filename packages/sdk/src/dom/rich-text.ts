import type { AnswerSource, Citation } from '@askwell/contract';
import type { Tokens } from 'marked';
import { createCitationButtons, type CitationListeners } from './citation-buttons.js';
import { mendTail } from './mend-tail.js';
import { patchBlocks, type BlockTools, type StandingBlock } from './patch-blocks.js';
import { planBlocks, planList } from './plan-blocks.js';
import { createSanitizer } from './sanitize-block.js';
import { splitBlocks } from './split-blocks.js';

export type { CitationReach } from './citation-buttons.js';
export type RichTextOptions = CitationListeners;

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

/** UTF-16 units shown at most; the rest is cut. */
const longestText = 200_000;

/**
 * Renders streamed Markdown into `container`, which may be in a shadow root. A block that no further text can change is parsed
 * once and its nodes stay. Headings become h3 to h6, images links, raw HTML text; `[n]` with a known citation becomes
 * `<button class="askwell-cite">n</button>`. While `streaming`, the container carries `data-streaming`.
 */
export function createRichText(container: HTMLElement, options: RichTextOptions = {}): RichText {
  const document = container.ownerDocument;
  const buttons = createCitationButtons(container, options);
  const view = document.defaultView ?? globalThis.window;
  const tools: BlockTools = { document, sanitize: createSanitizer(view), takeMarks: (marks) => buttons.take(marks) };
  let settled = '';
  /** The list whose further items the open text begins with. */
  let openList: StandingBlock | null = null;
  /** Items of the open list, or blocks of the container, that further text may change. */
  let open: StandingBlock[] = [];
  let shown = '';

  const reset = (): void => {
    container.replaceChildren();
    buttons.reset();
    settled = '';
    openList = null;
    open = [];
    shown = '';
  };

  return {
    update(whole, { citations, sources = [], streaming }) {
      const text = normalize(whole);
      if (!text.startsWith(settled)) reset();
      buttons.know(citations, sources);
      container.toggleAttribute('data-streaming', streaming);
      const tail = text.slice(settled.length);
      const source = streaming ? mendTail(tail) : tail;
      if (source === shown) return;

      const split = splitBlocks(source);
      // nothing to show yet of what is open; what stands, stays
      if (split.tokens.length === 0 && streaming) return;
      const [first] = split.tokens;
      if (openList !== null && first?.type !== 'list') {
        reset();
        this.update(whole, { citations, sources, streaming });
        return;
      }
      const continued = openList;
      if (continued !== null) {
        continued.children = patchBlocks(continued.body, open, planList(first as Tokens.List, 0).children, tools);
      }
      const plans = planBlocks(continued === null ? split.tokens : split.tokens.slice(1));
      const standing = patchBlocks(container, continued === null ? open : [], plans, tools);

      settled += source.slice(0, split.settledEnd);
      shown = source.slice(split.settledEnd);
      const last = standing.at(-1) ?? continued;
      openList = last !== null && (split.settledItems > 0 || last === continued) ? last : null;
      open = openList === null ? standing.slice(-1) : openList.children.slice(-1);
    },
    destroy() {
      buttons.destroy();
      container.replaceChildren();
    },
  };
}

/** A line end that a carriage return opens is held back while its second half may follow. */
function normalize(whole: string): string {
  const text = whole.length > longestText ? whole.slice(0, longestText) : whole;
  return text.includes('\r') ? text.replace(/\r$/, '').replace(/\r\n?/g, '\n') : text;
}
