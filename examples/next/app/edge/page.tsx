import { InlineChat } from '../help/inline-chat';

export const runtime = 'edge';

export default function Edge() {
  return <InlineChat />;
}
