import { html, nothing, type TemplateResult } from 'lit';
import type { ChatView } from '../chat/chat-view.js';

/** The tenant's picture, else the first letter of the name. */
export function renderAvatar({ config, name }: ChatView, small: boolean): TemplateResult {
  const { avatarUrl } = config.header;
  const face = avatarUrl
    ? html`<img src=${avatarUrl} alt="" decoding="async" referrerpolicy="no-referrer" />`
    : html`${Array.from(name.trim())[0]?.toLocaleUpperCase() ?? ''}`;
  return html`<span class=${small ? 'avatar small' : 'avatar'} part=${small ? nothing : 'avatar'} aria-hidden="true">
    ${small ? face : html`<slot name="avatar">${face}</slot>`}
  </span>`;
}
