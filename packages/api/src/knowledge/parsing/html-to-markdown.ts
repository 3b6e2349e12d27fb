import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify, { type Options } from 'remark-stringify';
import { unified } from 'unified';
import { protectLines } from './markdown-text.js';

type Handlers = NonNullable<Options['handlers']>;
type Handle = NonNullable<Handlers['link']>;

const contentOnly: Handle = (node, _parent, state, info) => state.containerPhrasing(node, info);
const nothing: Handle = () => '';

/**
 * Structure stays, decoration goes: a passage is searched and quoted as text, so links and emphasis leave only
 * their words, and no character is escaped but where it would make a block.
 */
const handlers: Handlers = {
  text: (node: { value: string }, _parent, state) =>
    state.stack.includes('tableCell') ? node.value.replaceAll('|', '\\|') : node.value,
  paragraph: (node, _parent, state, info) => protectLines(state.containerPhrasing(node, info).trim()),
  link: contentOnly,
  linkReference: contentOnly,
  emphasis: contentOnly,
  strong: contentOnly,
  delete: contentOnly,
  image: nothing,
  imageReference: nothing,
  html: nothing,
  thematicBreak: nothing,
  break: (_node, _parent, state) => (state.stack.includes('tableCell') || state.stack.includes('headingAtx') ? ' ' : '\n'),
};

const processor = unified()
  .use(rehypeParse, { fragment: true })
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { handlers, bullet: '-', fences: true, listItemIndent: 'one', setext: false })
  .freeze();

export function htmlToMarkdown(html: string): string {
  return String(processor.processSync(html))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
