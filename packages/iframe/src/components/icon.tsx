import { iconPaths, type IconName } from '@askwell/sdk/dom';

/** A decorative 24 px line icon in the text's colour. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}
