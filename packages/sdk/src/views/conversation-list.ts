import type { Conversation } from '@askwell/contract';
import type { ChatSession } from '../chat/chat-types.js';
import { createIcon, drawIcon } from '../dom/create-icon.js';
import { formatString, type ResolvedStrings } from '../dom/strings.js';
import { element, type View } from './view.js';

export interface ConversationListProps {
  strings: ResolvedStrings;
  locale: string;
  session: ChatSession;
  /** The list is done with; `next` says where the visitor goes. */
  onClose: (next: 'back' | 'conversation' | 'new') => void;
}

/** Pages of fifty that are read at most: older conversations are found by asking again. */
const mostPages = 6;

const ownPaths = {
  back: 'm14.5 6-6 6 6 6',
  search: 'M11 17.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13m4.7-1.8 3.8 3.8',
  trash: 'M5.5 7.5h13M10 7V5.5h4V7m-6.5.5.7 10.6A1.5 1.5 0 0 0 9.7 19.5h4.6a1.5 1.5 0 0 0 1.5-1.4l.7-10.6M10.5 11v5m3-5v5',
};

/** The visitor's conversations, over the chat: search, open, delete, begin a new one. */
export function createConversationList(container: HTMLElement, first: ConversationListProps): View<ConversationListProps> {
  let props = first;
  let conversations: Conversation[] = [];
  let isLoaded = false;
  let ended = false;
  const { strings, session } = props;

  const back = iconButton(drawIcon('back', ownPaths.back), strings.back, () => props.onClose('back'));
  const begin = iconButton(createIcon('compose'), strings.newConversation, () => props.onClose('new'));
  const search = element('input', { class: 'form-input', type: 'search', 'aria-label': strings.search, autocomplete: 'off' });
  search.placeholder = strings.search;
  const list = element('ul', { class: 'rows' });
  const empty = element('p', { class: 'note rows-empty', role: 'status' });
  const sheet = element(
    'div',
    { class: 'sheet', part: 'conversations', role: 'dialog', 'aria-labelledby': 'conversations-title', tabindex: -1 },
    element(
      'div',
      { class: 'sheet-head' },
      back,
      element('h2', { class: 'sheet-title', id: 'conversations-title' }, strings.conversations),
      begin,
    ),
    element('div', { class: 'sheet-search' }, drawIcon('search', ownPaths.search), search),
    element('div', { class: 'sheet-body' }, list, empty),
  );
  container.replaceChildren(sheet);
  sheet.focus({ preventScroll: true });

  const show = (): void => {
    const wanted = search.value.trim().toLocaleLowerCase();
    const found = conversations.filter(({ title }) => (title ?? strings.newConversation).toLocaleLowerCase().includes(wanted));
    list.replaceChildren(...found.map(row));
    search.parentElement?.toggleAttribute('hidden', conversations.length < 2);
    empty.hidden = found.length > 0 || !isLoaded;
    empty.textContent = conversations.length === 0 ? strings.noConversations : strings.noMatches;
  };

  const row = (conversation: Conversation): HTMLLIElement => {
    const title = conversation.title ?? strings.newConversation;
    const open = element(
      'button',
      {
        class: 'row',
        type: 'button',
        'aria-current': conversation.id === session.getState().conversationId ? 'true' : undefined,
      },
      element('span', { class: 'row-title', dir: 'auto' }, title),
      element('span', { class: 'row-time' }, relativeTime(conversation.updatedAt, props.locale)),
    );
    if ((conversation.unread ?? 0) > 0)
      open.append(
        element(
          'span',
          { class: 'row-unread' },
          element('span', { class: 'sr-only' }, formatString(strings.unread, { count: conversation.unread ?? 0 })),
        ),
      );
    open.addEventListener('click', () => {
      void session.openConversation(conversation.id);
      props.onClose('conversation');
    });
    const remove = iconButton(drawIcon('trash', ownPaths.trash), `${strings.delete}: ${title}`, () =>
      item.replaceChildren(...confirmation(conversation, title)),
    );
    const item = element('li', { class: 'row-frame' }, open, remove);
    return item;
  };

  const confirmation = (conversation: Conversation, title: string): Node[] => {
    const yes = element('button', { class: 'text-button danger', type: 'button' }, strings.delete);
    const no = element('button', { class: 'text-button', type: 'button' }, strings.cancel);
    no.addEventListener('click', () => {
      show();
      sheet.focus({ preventScroll: true });
    });
    yes.addEventListener('click', () => void remove(conversation.id));
    queueMicrotask(() => no.focus({ preventScroll: true }));
    return [element('span', { class: 'row-confirm' }, title), no, yes];
  };

  const remove = async (id: string): Promise<void> => {
    if (await session.deleteConversation(id)) conversations = conversations.filter((one) => one.id !== id);
    if (ended) return;
    show();
    sheet.focus({ preventScroll: true });
  };

  const load = async (): Promise<void> => {
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const read = await session.listConversations(cursor);
      if (ended) return;
      isLoaded = true;
      const untouched = (sheet.getRootNode() as Document | ShadowRoot).activeElement === sheet;
      conversations = [...conversations, ...(read?.data ?? [])];
      show();
      // Into the search where there is something to search, unless that raises a phone's keyboard or the visitor has moved on.
      if (untouched && !matchMedia('(pointer: coarse)').matches) search.focus({ preventScroll: true });
      if (read === null) empty.textContent = strings.errorNetwork;
      if (!read?.nextCursor) return;
      cursor = read.nextCursor;
    }
  };

  search.addEventListener('input', show);
  sheet.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      props.onClose('back');
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(sheet, event.key === 'ArrowDown' ? 1 : -1);
    }
  });
  show();
  void load();

  return {
    update(next) {
      props = next;
    },
    destroy() {
      ended = true;
      container.replaceChildren();
    },
  };
}

function iconButton(icon: SVGElement, label: string, onPress: () => void): HTMLButtonElement {
  const button = element('button', { class: 'icon-button', type: 'button', 'aria-label': label, title: label }, icon);
  button.addEventListener('click', onPress);
  return button;
}

function step(sheet: HTMLElement, by: number): void {
  const rows = Array.from(sheet.querySelectorAll<HTMLElement>('.row'));
  const root = sheet.getRootNode() as Document | ShadowRoot;
  const at = rows.indexOf(root.activeElement as HTMLElement);
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}

function relativeTime(iso: string, locale: string): string {
  const minutes = Math.round((Date.parse(iso) - Date.now()) / 60_000);
  const format = new Intl.RelativeTimeFormat([locale, 'en'], { numeric: 'auto', style: 'short' });
  if (minutes > -60) return format.format(minutes, 'minute');
  if (minutes > -60 * 24) return format.format(Math.round(minutes / 60), 'hour');
  if (minutes > -60 * 24 * 14) return format.format(Math.round(minutes / (60 * 24)), 'day');
  return new Intl.DateTimeFormat([locale, 'en'], { dateStyle: 'medium' }).format(Date.parse(iso));
}
