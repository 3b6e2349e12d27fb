import type { Rating, ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatAnswer, ChatSession } from '@askwell/sdk/chat';
import { copyText, withoutMarks, type ResolvedStrings } from '@askwell/sdk/dom';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from './icon.js';

export interface AnswerActionsProps {
  answer: ChatAnswer;
  features: ResolvedWidgetConfig['features'];
  strings: ResolvedStrings;
  session: ChatSession;
}

const copiedMilliseconds = 2000;

export function AnswerActions({ answer, features, strings, session }: AnswerActionsProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), copiedMilliseconds);
    return () => clearTimeout(timer);
  }, [copied]);

  if (!features.copy && !features.feedback) return null;
  const copyLabel = copied ? strings.copied : strings.copy;
  const rate = (rating: Rating): void => void session.rate(answer.id, { rating });
  return (
    <div class="actions">
      {features.copy && (
        <button
          class="action"
          type="button"
          aria-label={copyLabel}
          title={copyLabel}
          onClick={() => void copyText(withoutMarks(answer.text)).then(setCopied)}
        >
          <Icon name={copied ? 'check' : 'copy'} />
        </button>
      )}
      {features.feedback && (
        <>
          <RateButton rating="up" label={strings.helpful} chosen={answer.feedback?.rating} onRate={rate} />
          <RateButton rating="down" label={strings.notHelpful} chosen={answer.feedback?.rating} onRate={rate} />
        </>
      )}
    </div>
  );
}

interface RateButtonProps {
  rating: Rating;
  label: string;
  chosen: Rating | undefined;
  onRate: (rating: Rating) => void;
}

function RateButton({ rating, label, chosen, onRate }: RateButtonProps) {
  return (
    <button
      class="action"
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={chosen === rating}
      onClick={() => onRate(rating)}
    >
      <Icon name={rating === 'up' ? 'thumbUp' : 'thumbDown'} />
    </button>
  );
}
