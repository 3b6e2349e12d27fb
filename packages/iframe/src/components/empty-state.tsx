import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ResolvedStrings } from '@askwell/sdk/dom';
import { Icon } from './icon.js';

const shownStarters = 4;

export interface EmptyStateProps {
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
  onAsk: (text: string) => void;
}

export function EmptyState({ config, strings, onAsk }: EmptyStateProps) {
  const starters = config.starters.slice(0, shownStarters);
  return (
    <div class="empty">
      <p class="greeting">{config.greeting || strings.title}</p>
      {starters.length > 0 && (
        <ul class="starters" aria-label={strings.suggestions}>
          {starters.map((text) => (
            <li key={text}>
              <button class="starter" type="button" onClick={() => onAsk(text)}>
                <span>{text}</span>
                <Icon name="next" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
