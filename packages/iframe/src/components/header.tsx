import type { ResolvedStrings } from '@askwell/sdk/dom';
import { Icon } from './icon.js';

export interface HeaderProps {
  name: string;
  online: boolean;
  strings: ResolvedStrings;
  canStartNew: boolean;
  onStartNew: () => void;
}

export function Header({ name, online, strings, canStartNew, onStartNew }: HeaderProps) {
  return (
    <div class="header">
      <Avatar name={name} />
      <div class="heading">
        <h1 class="name">{name}</h1>
        <p class="presence" data-offline={online ? undefined : ''}>
          {online ? strings.online : strings.offline}
        </p>
      </div>
      {canStartNew && (
        <button
          class="icon-button"
          type="button"
          aria-label={strings.newConversation}
          title={strings.newConversation}
          onClick={onStartNew}
        >
          <Icon name="compose" />
        </button>
      )}
    </div>
  );
}

export function Avatar({ name, small = false }: { name: string; small?: boolean }) {
  return (
    <span class={small ? 'avatar small' : 'avatar'} aria-hidden="true">
      {(Array.from(name.trim())[0] ?? '').toLocaleUpperCase()}
    </span>
  );
}
