import type { ResolvedStrings } from '@askwell/sdk/dom';

export interface ConsentProps {
  strings: ResolvedStrings;
  onAccept: () => void;
}

/** Stands in the composer's place until the visitor has agreed. */
export function Consent({ strings, onAccept }: ConsentProps) {
  return (
    <div class="foot consent">
      <p>{strings.consent}</p>
      <button class="accept" type="button" onClick={onAccept}>
        {strings.accept}
      </button>
    </div>
  );
}
