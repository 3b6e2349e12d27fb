import { Icon } from './icon.js';

/** The whole page where there is no chat to show. */
export function Notice({ text }: { text: string }) {
  return (
    <main class="notice">
      <Icon name="alert" />
      <p role="alert">{text}</p>
    </main>
  );
}
