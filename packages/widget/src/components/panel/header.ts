import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icon/icon.js';
import type { ChatView } from '../chat/chat-view.js';

/** Who answers, whether they can, and the panel's own controls. */
export function renderHeader(view: ChatView): TemplateResult {
  const { strings, state } = view;
  return html`
    <header class="header" part="header">
      <span class="avatar" part="avatar" aria-hidden="true"><slot name="avatar">${initial(view.name)}</slot></span>
      <div class="heading">
        <h2 class="name" id="title" part="title">${view.name}</h2>
        <p class="presence" ?data-offline=${!state.online}>${state.online ? strings.online : strings.offline}</p>
      </div>
      <div class="menu-anchor" @keydown=${view.onMenuKey} @focusout=${view.onMenuFocusOut}>
        <button
          class="icon-button"
          part="menu-button"
          id="menu-button"
          type="button"
          aria-label=${strings.menu}
          aria-haspopup="menu"
          aria-expanded=${view.menuOpen ? 'true' : 'false'}
          @click=${view.onMenuToggle}
        >
          ${icon('more')}
        </button>
        <div class="menu" part="menu" role="menu" aria-labelledby="menu-button" ?hidden=${!view.menuOpen}>
          <button
            class="menu-item"
            role="menuitem"
            type="button"
            ?disabled=${state.items.length === 0}
            @click=${view.onNewConversation}
          >
            ${icon('compose')}<span>${strings.newConversation}</span>
          </button>
        </div>
      </div>
      ${
        view.inline
          ? nothing
          : html`<button class="icon-button" part="close-button" type="button" aria-label=${strings.close} @click=${view.onClose}>
              ${icon('close')}
            </button>`
      }
    </header>
  `;
}

function initial(name: string): string {
  return (Array.from(name.trim())[0] ?? '').toLocaleUpperCase();
}
