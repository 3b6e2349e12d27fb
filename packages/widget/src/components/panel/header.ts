import type { IconName } from '@askwell/sdk/dom';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icon/icon.js';
import type { ChatView } from '../chat/chat-view.js';
import { viewSlot } from '../view-slot/view-slot.js';
import { views } from '../view-slot/views.js';
import { renderAvatar } from './avatar.js';

/** Who answers, whether they can, and the panel's own controls; under it what covers the conversation. */
export function renderHeader(view: ChatView): TemplateResult {
  const { strings, state, config } = view;
  return html`
    <header class="header" part="header">
      ${renderAvatar(view, false)}
      <div class="heading">
        <h2 class="name" id="title" part="title">${view.name}</h2>
        <p class="presence" ?data-offline=${!state.online}>
          ${state.online ? config.header.status || strings.online : strings.offline}
        </p>
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
          ${renderItems(view)}
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
    ${
      state.online
        ? nothing
        : html`<p class="banner" part="banner" role="status">${icon('alert')}<span>${strings.offlineKept}</span></p>`
    }
    ${renderOverlay(view)}
  `;
}

function renderItems(view: ChatView): unknown {
  const { strings, state, config, soundOn } = view;
  const { handoff, features } = config;
  return [
    item('compose', strings.newConversation, view.onNewConversation, state.items.length === 0),
    features.conversationList ? item('history', strings.conversations, view.onConversations) : nothing,
    handoff.enabled && handoff.when === 'always'
      ? item('person', strings.handoff, view.onPerson, state.handoff !== null)
      : nothing,
    features.sound ? item('sound', soundOn ? strings.soundOff : strings.soundOn, view.onSound) : nothing,
  ];
}

function item(name: IconName, label: string, onPress: () => void, disabled = false): TemplateResult {
  return html`<button
    class="menu-item"
    part="menu-item"
    role="menuitem"
    type="button"
    tabindex="-1"
    ?disabled=${disabled}
    @click=${onPress}
  >
    ${icon(name)}<span>${label}</span>
  </button>`;
}

function renderOverlay({ model, session, strings, locale, onConversationsClose }: ChatView): TemplateResult | typeof nothing {
  if (model.overlay !== 'conversations' || !session) return nothing;
  return html`<div
    class="view"
    ${viewSlot(views.conversationList, { strings, locale, session, onClose: onConversationsClose })}
  ></div>`;
}
