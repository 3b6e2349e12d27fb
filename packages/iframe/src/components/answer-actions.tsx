import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatAnswer } from '@askwell/sdk/chat';
import { copyText, withoutMarks, type IconName, type PanelModel, type ResolvedStrings } from '@askwell/sdk/dom';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.js';

export interface AnswerActionsProps {
  answer: ChatAnswer;
  features: ResolvedWidgetConfig['features'];
  strings: ResolvedStrings;
  model: PanelModel;
  canRegenerate: boolean;
}

const copiedMilliseconds = 2000;

export function AnswerActions({ answer, features, strings, model, canRegenerate }: AnswerActionsProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), copiedMilliseconds);
    return () => clearTimeout(timer);
  }, [copied]);

  if (!features.copy && !features.feedback && !canRegenerate) return null;
  const rating = answer.feedback?.rating;
  const copy = (): void => void copyText(withoutMarks(answer.text)).then(setCopied);
  return (
    <div class="actions">
      {features.copy && <Action icon={copied ? 'check' : 'copy'} label={copied ? strings.copied : strings.copy} onPress={copy} />}
      {features.feedback && (
        <>
          <Action icon="thumbUp" label={strings.helpful} pressed={rating === 'up'} onPress={() => model.rate(answer, 'up')} />
          <Action
            icon="thumbDown"
            label={strings.notHelpful}
            pressed={rating === 'down'}
            onPress={() => model.rate(answer, 'down')}
          />
        </>
      )}
      {canRegenerate && <Action icon="again" label={strings.regenerate} onPress={() => model.regenerate()} />}
    </div>
  );
}

interface ActionProps {
  icon: IconName;
  label: string;
  pressed?: boolean;
  onPress: () => void;
}

function Action({ icon, label, pressed, onPress }: ActionProps) {
  return (
    <button class="action" type="button" aria-label={label} title={label} aria-pressed={pressed} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}
