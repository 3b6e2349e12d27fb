import type { ChatFailure } from '@askwell/sdk/chat';
import { failureText, type ResolvedStrings } from '@askwell/sdk/dom';
import { Icon } from './icon.js';

/** What every failure in the transcript shares. */
export interface FailureContext {
  strings: ResolvedStrings;
  /** Epoch milliseconds. */
  now: number;
  onRetry: () => void;
}

export interface FailureProps extends FailureContext {
  failure: ChatFailure;
}

/** What went wrong, where it went wrong, and one button. */
export function Failure({ failure, strings, now, onRetry }: FailureProps) {
  const waits = failure.retryAt !== undefined && failure.retryAt > now;
  return (
    <div class="failure" role="alert">
      <Icon name="alert" />
      <p>{failure.code === 'ORIGIN_NOT_ALLOWED' ? strings.originRefused : failureText(failure, strings, now)}</p>
      {failure.retryable && (
        <button class="text-button" type="button" disabled={waits} onClick={onRetry}>
          {strings.retry}
        </button>
      )}
    </div>
  );
}
