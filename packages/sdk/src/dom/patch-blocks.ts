import type { Token, Tokens } from 'marked';
import { buildInline, type CitationMark } from './build-inline.js';
import type { ImageRule } from './image-hosts.js';
import { buildCodeFrame, nameLanguage } from './code-tools.js';
import type { BlockPlan, GroupTag } from './plan-blocks.js';

/** A block that stands in the page. `body` is where a group's children are. */
export interface StandingBlock {
  kind: BlockPlan['kind'];
  key: string;
  node: HTMLElement;
  body: HTMLElement;
  children: StandingBlock[];
  /** Of a leaf: what its content was built from. */
  tokens?: readonly Token[];
}

export interface BlockTools {
  document: Document;
  sanitize: (element: HTMLElement) => void;
  mayShow: ImageRule;
  /** Takes the citation marks of a block that has just been sanitised. */
  takeMarks: (marks: readonly CitationMark[]) => void;
  /** Gives a code block its copy button, after it was sanitised. */
  addCopyButton: (frame: HTMLElement) => void;
}

/** Makes the children of `parent` from `standing` on what `plans` say; what is already right keeps its nodes. */
export function patchBlocks(
  parent: HTMLElement,
  standing: readonly StandingBlock[],
  plans: readonly BlockPlan[],
  tools: BlockTools,
): StandingBlock[] {
  const next = plans.map((plan, index) => {
    const old = standing[index];
    if (old !== undefined && keep(old, plan, tools)) return old;
    const block = build(plan, tools);
    if (old === undefined) parent.append(block.node);
    else old.node.replaceWith(block.node);
    return block;
  });
  for (const extra of standing.slice(plans.length)) extra.node.remove();
  return next;
}

function keep(old: StandingBlock, plan: BlockPlan, tools: BlockTools): boolean {
  if (old.kind !== plan.kind) return false;
  if (old.key !== plan.key) return plan.kind === 'leaf' && growLeaf(old, plan);
  if (plan.kind === 'group') old.children = patchBlocks(old.body, old.children, plan.children, tools);
  if (plan.kind === 'code') {
    nameLanguage(old.node, plan.language);
    growText(old.body, plan.text);
  }
  return true;
}

/** Most deltas only lengthen the last words of a paragraph: those are added to their text node, without building it anew. */
function growLeaf(old: StandingBlock, plan: Extract<BlockPlan, { kind: 'leaf' }>): boolean {
  const before = old.tokens ?? [];
  const [from, to] = [before.at(-1), plan.tokens.at(-1)];
  if (old.node.localName !== plan.tag || before.length !== plan.tokens.length || from?.type !== 'text' || to?.type !== 'text')
    return false;
  if (!before.every((token, index) => token === from || token.raw === plan.tokens[index]?.raw)) return false;
  const [shown, text] = [(from as Tokens.Text).text, (to as Tokens.Text).text];
  const node = old.node.lastChild;
  if (node?.nodeType !== 3 || node.nodeValue !== shown || !text.startsWith(shown) || /[&[]/.test(text)) return false;
  (node as Text).appendData(text.slice(shown.length));
  old.key = plan.key;
  old.tokens = plan.tokens;
  return true;
}

/** Adds only what is new, so that a selection and the scroll position in it stay. */
function growText(code: HTMLElement, text: string): void {
  const node = code.firstChild;
  const shown = node?.nodeValue ?? '';
  if (node === null || !text.startsWith(shown)) code.replaceChildren(text);
  else if (text.length > shown.length) (node as Text).appendData(text.slice(shown.length));
}

function build(plan: BlockPlan, tools: BlockTools): StandingBlock {
  switch (plan.kind) {
    case 'group':
      return buildGroup(plan, tools);
    case 'code':
      return buildCode(plan, tools);
    case 'row':
      return finish(plan, buildRow(plan, tools), tools);
    case 'leaf': {
      const marks: CitationMark[] = [];
      const element = tools.document.createElement(plan.tag);
      buildInline(element, plan.tokens, { marks, mayShow: tools.mayShow });
      return { ...finish(plan, { element, marks }, tools), tokens: plan.tokens };
    }
    default:
      return unknownPlan(plan);
  }
}

function buildGroup(plan: Extract<BlockPlan, { kind: 'group' }>, tools: BlockTools): StandingBlock {
  const body = tools.document.createElement(plan.tag satisfies GroupTag);
  if (plan.start !== undefined) body.setAttribute('start', String(plan.start));
  const children = patchBlocks(body, [], plan.children, tools);
  return { kind: plan.kind, key: plan.key, node: plan.tag === 'table' ? scrollable(body, tools) : body, body, children };
}

/** A wide table scrolls in a box of its own, which the keyboard can reach. */
function scrollable(table: HTMLElement, tools: BlockTools): HTMLElement {
  const box = tools.document.createElement('div');
  box.className = 'askwell-table';
  box.tabIndex = 0;
  box.append(table);
  return box;
}

function buildCode(plan: Extract<BlockPlan, { kind: 'code' }>, tools: BlockTools): StandingBlock {
  const { frame, pre, code } = buildCodeFrame(tools.document);
  code.append(plan.text);
  tools.sanitize(pre);
  pre.tabIndex = 0;
  nameLanguage(frame, plan.language);
  tools.addCopyButton(frame);
  return { kind: plan.kind, key: plan.key, node: frame, body: code, children: [] };
}

function buildRow(plan: Extract<BlockPlan, { kind: 'row' }>, tools: BlockTools): { element: HTMLElement; marks: CitationMark[] } {
  const marks: CitationMark[] = [];
  const element = tools.document.createElement('tr');
  for (const cell of plan.cells) {
    const box = tools.document.createElement(plan.header ? 'th' : 'td');
    element.append(box);
    buildInline(box, cell.tokens, { marks, mayShow: tools.mayShow });
  }
  return { element, marks };
}

function finish(plan: BlockPlan, built: { element: HTMLElement; marks: CitationMark[] }, tools: BlockTools): StandingBlock {
  const { element, marks } = built;
  tools.sanitize(element);
  for (const link of element.querySelectorAll('a')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer nofollow');
  }
  if (plan.kind === 'row') alignCells(element, plan.cells);
  tools.takeMarks(marks.filter(({ node }) => element.contains(node)));
  return { kind: plan.kind, key: plan.key, node: element, body: element, children: [] };
}

function alignCells(row: HTMLElement, cells: readonly { align: string | null }[]): void {
  for (const [index, { align }] of cells.entries()) {
    if (align !== null) row.children[index]?.setAttribute('align', align);
  }
}

function unknownPlan(plan: never): never {
  throw new TypeError(`No renderer for ${JSON.stringify(plan)}`);
}
