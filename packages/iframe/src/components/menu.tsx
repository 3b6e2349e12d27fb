import type { IconName } from '@askwell/sdk/dom';
import type { TargetedFocusEvent, TargetedKeyboardEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.js';

export interface MenuItem {
  icon: IconName;
  label: string;
  onPress: () => void;
  disabled?: boolean;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** A button and the menu that it opens. */
export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const entries = (): HTMLElement[] => Array.from(list.current?.querySelectorAll<HTMLElement>('.menu-item:not(:disabled)') ?? []);

  useEffect(() => {
    if (open) entries()[0]?.focus();
  }, [open]);

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      button.current?.focus();
      return;
    }
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    if (!open) return setOpen(true);
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
  };
  const onFocusOut = ({ currentTarget, relatedTarget }: TargetedFocusEvent<HTMLDivElement>): void => {
    if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOpen(false);
  };

  return (
    <div class="menu-anchor" onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button
        class="icon-button"
        id="menu-button"
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        ref={button}
      >
        <Icon name="more" />
      </button>
      <div class="menu" role="menu" aria-labelledby="menu-button" hidden={!open} ref={list}>
        {items.map((item) => (
          <button
            key={item.icon}
            class="menu-item"
            role="menuitem"
            type="button"
            tabIndex={-1}
            disabled={item.disabled ?? false}
            onClick={() => {
              setOpen(false);
              item.onPress();
            }}
          >
            <Icon name={item.icon} />
            <span>{item.label}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
