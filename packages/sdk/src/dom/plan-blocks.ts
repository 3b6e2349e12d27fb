import type { Token, Tokens } from 'marked';

/**
 * What is to stand in the page. `key` says whether a block that is already there can stay: same key, same content.
 * A group is patched child by child, code grows in place, and a leaf is built anew when its key changes.
 */
export type BlockPlan =
  | { kind: 'leaf'; key: string; tag: string; tokens: readonly Token[] }
  | { kind: 'row'; key: string; cells: readonly Tokens.TableCell[]; header: boolean }
  | { kind: 'code'; key: string; text: string; language: string }
  | { kind: 'group'; key: string; tag: GroupTag; start?: number; children: BlockPlan[] };

export type GroupTag = 'ul' | 'ol' | 'li' | 'blockquote' | 'table' | 'thead' | 'tbody';

const deepestGroups = 12;
const headings = ['h3', 'h3', 'h4', 'h5', 'h6', 'h6'] as const;

/** Block tokens as plans. Items and quotes hold paragraphs always, so that no later line changes an earlier one. */
export function planBlocks(tokens: readonly Token[], depth = 0): BlockPlan[] {
  const plans: BlockPlan[] = [];
  let inline: Token[] = [];
  const flush = (): void => {
    if (inline.length > 0) plans.push({ kind: 'leaf', key: `p ${rawOf(inline)}`, tag: 'p', tokens: inline });
    inline = [];
  };
  for (const token of tokens) {
    // an item opens with its checkbox beside its first text
    if (token.type === 'checkbox') {
      inline.push(token);
      continue;
    }
    if (token.type === 'text' && inline.length > 0) {
      inline.push(token);
      continue;
    }
    flush();
    const plan = planBlock(token, depth);
    if (plan !== null) plans.push(plan);
  }
  flush();
  return plans;
}

function planBlock(token: Token, depth: number): BlockPlan | null {
  if (token.type === 'space' || token.type === 'def') return null;
  if (depth > deepestGroups) return leaf('p', token, [{ type: 'escape', raw: token.raw, text: token.raw }]);
  const children = 'tokens' in token ? (token.tokens ?? []) : [];
  switch (token.type) {
    case 'heading':
      return leaf(headings[Math.min(6, (token as Tokens.Heading).depth) - 1] ?? 'h6', token, children);
    case 'hr':
      return leaf('hr', token, []);
    case 'code':
      return { kind: 'code', key: 'code', text: (token as Tokens.Code).text, language: languageOf(token as Tokens.Code) };
    case 'blockquote':
      return { kind: 'group', key: 'blockquote', tag: 'blockquote', children: planBlocks(children, depth + 1) };
    case 'list':
      return planList(token as Tokens.List, depth);
    case 'table':
      return planTable(token as Tokens.Table);
    default:
      return leaf('p', token, children.length > 0 ? children : [token]);
  }
}

/** The first word of a fence's line, where it can be a language's name. */
function languageOf({ lang }: Tokens.Code): string {
  return /^[\w+#.-]{1,20}/.exec(lang ?? '')?.[0].toLowerCase() ?? '';
}

/** The items of a list, or the rows of a table below its head. */
export function planItems(token: Token): BlockPlan[] {
  if (token.type === 'list') return planList(token as Tokens.List, 0).children;
  return (token as Tokens.Table).rows.map((cells) => row(cells, false));
}

function planList(list: Tokens.List, depth: number): Extract<BlockPlan, { kind: 'group' }> {
  const start = list.ordered && list.start !== '' && list.start !== 1 ? { start: list.start } : {};
  const children = list.items.map((item): BlockPlan => ({
    kind: 'group',
    key: 'li',
    tag: 'li',
    children: planBlocks(item.tokens, depth + 1),
  }));
  return { kind: 'group', key: `list ${list.ordered} ${list.start}`, tag: list.ordered ? 'ol' : 'ul', ...start, children };
}

function planTable(table: Tokens.Table): BlockPlan {
  const group = (tag: 'thead' | 'tbody', children: BlockPlan[]): BlockPlan => ({ kind: 'group', key: tag, tag, children });
  const rows = table.rows.map((cells) => row(cells, false));
  return {
    kind: 'group',
    key: 'table',
    tag: 'table',
    children: [group('thead', [row(table.header, true)]), ...(rows.length > 0 ? [group('tbody', rows)] : [])],
  };
}

function row(cells: readonly Tokens.TableCell[], header: boolean): BlockPlan {
  return { kind: 'row', key: `row ${cells.map((cell) => `${cell.align ?? ''}|${cell.text}`).join('\n')}`, cells, header };
}

function leaf(tag: string, token: Token, tokens: readonly Token[]): BlockPlan {
  return { kind: 'leaf', key: `${tag} ${token.raw.trimEnd()}`, tag, tokens };
}

function rawOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.raw).join('');
}
