import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatSession, ChatState } from '@askwell/sdk/chat';
import type { PanelModel, ResolvedStrings } from '@askwell/sdk/dom';
import { Avatar } from './avatar.js';
import { Icon } from './icon.js';
import { Menu, type MenuItem } from './menu.js';
import { ViewSlot } from './view-slot.js';
import { loadConversationList } from './views.js';

export interface HeaderProps {
  name: string;
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
  state: ChatState;
  session: ChatSession;
  model: PanelModel;
  onStartNew: () => void;
  onPerson: () => void;
  focusInput: () => void;
  /** Closes the panel that the page around shows this in. */
  onClose: (() => void) | null;
}

/** Who answers, whether they can, and the panel's own controls. */
export function Header({ name, config, strings, state, model, onStartNew, onPerson, onClose }: HeaderProps) {
  const { features, handoff, header } = config;
  const items: MenuItem[] = [
    { icon: 'compose', label: strings.newConversation, onPress: onStartNew, disabled: state.items.length === 0 },
  ];
  if (features.conversationList)
    items.push({ icon: 'history', label: strings.conversations, onPress: () => model.showConversations(true) });
  if (handoff.enabled && handoff.when === 'always')
    items.push({ icon: 'person', label: strings.handoff, onPress: onPerson, disabled: state.handoff !== null });
  return (
    <header class="header">
      <Avatar name={name} url={header.avatarUrl} />
      <div class="heading">
        <h1 class="name">{name}</h1>
        <p class="presence" data-offline={state.online ? undefined : ''}>
          {state.online ? header.status || strings.online : strings.offline}
        </p>
      </div>
      <Menu label={strings.menu} items={items} />
      {onClose && (
        <button class="icon-button" type="button" aria-label={strings.close} title={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      )}
    </header>
  );
}

/** What covers the conversation or stands above it. */
export function Overlay({ config, strings, state, session, model, onStartNew, focusInput }: HeaderProps) {
  return (
    <>
      {!state.online && (
        <p class="banner" role="status">
          <Icon name="alert" />
          <span>{strings.offlineKept}</span>
        </p>
      )}
      {model.overlay === 'conversations' && (
        <ViewSlot
          load={loadConversationList}
          props={{
            strings,
            locale: document.documentElement.lang || config.locale,
            session,
            onClose: (next) => {
              if (next === 'new') onStartNew();
              model.showConversations(false);
              if (next === 'back') document.getElementById('menu-button')?.focus();
              else focusInput();
            },
          }}
        />
      )}
    </>
  );
}
