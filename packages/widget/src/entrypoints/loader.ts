import { boot } from '../loader/boot.js';
import type { ChatModule } from '../loader/widget.js';

try {
  boot((url) => import(/* @vite-ignore */ url) as Promise<ChatModule>);
} catch (error) {
  // The page that carries the chat must go on whatever happens here.
  console.warn('[askwell] could not start', error);
}
