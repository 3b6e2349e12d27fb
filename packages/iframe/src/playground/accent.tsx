import { contrast, defaultAccent, nearestLegible } from '@askwell/sdk/dom';
import { useId, useState } from 'preact/hooks';

export interface AccentProps {
  value: string | undefined;
  onChange: (accent: string) => void;
}

const paper = '#ffffff';

/** Takes only an accent that is legible as text on a light page; another is refused, with the nearest that is. */
export function Accent({ value, onChange }: AccentProps) {
  const id = useId();
  const [typed, setTyped] = useState(value ?? defaultAccent);
  const isColor = /^#[0-9a-f]{6}$/i.test(typed);
  const ratio = isColor ? contrast(typed, paper) : 0;
  const offer = isColor && ratio < 4.5 ? nearestLegible(typed, paper) : undefined;

  const type = (next: string): void => {
    setTyped(next);
    if (/^#[0-9a-f]{6}$/i.test(next) && contrast(next, paper) >= 4.5) onChange(next.toLowerCase());
  };

  return (
    <div class="control">
      <label for={id}>Accent</label>
      <div class="accent">
        <input
          type="color"
          aria-label="Pick the accent"
          value={isColor ? typed : defaultAccent}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <input
          id={id}
          type="text"
          value={typed}
          maxLength={7}
          spellcheck={false}
          aria-invalid={offer !== undefined || !isColor}
          aria-describedby={`${id}-said`}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <span class="ratio">{isColor ? `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1` : '–'}</span>
      </div>
      <div class="said" id={`${id}-said`} role="status">
        {!isColor && <p>Write a colour like #2458d6.</p>}
        {offer !== undefined && (
          <p>
            Too faint to read: 4.5:1 is the least.{' '}
            <button type="button" class="offer" onClick={() => type(offer)}>
              Use {offer}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
