import { boot } from '../loader/boot.js';

try {
  boot((url) => import(/* @vite-ignore */ url));
} catch (error) {
  // The page that carries the chat must go on whatever happens here.
  console.warn('[askwell] could not start', error);
}
