import { InlineChat } from './inline-chat';

export default function Help() {
  return (
    <>
      <h1>Help</h1>
      <InlineChat />
    </>
  );
}
