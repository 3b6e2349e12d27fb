import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatSession, ChatState } from '@askwell/sdk/chat';
import type { ResolvedStrings } from '@askwell/sdk/dom';
import { useLayoutEffect } from 'preact/hooks';
import type { CitationCardControl } from '../hooks/use-citation-card.js';
import { useFollowScroll } from '../hooks/use-follow-scroll.js';
import { useNow } from '../hooks/use-now.js';
import { Answer } from './answer.js';
import { CitationCard } from './citation-card.js';
import { EmptyState } from './empty-state.js';
import { Failure } from './failure.js';
import { Icon } from './icon.js';
import { Question } from './question.js';

export interface TranscriptProps {
  name: string;
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
  state: ChatState;
  session: ChatSession;
  card: CitationCardControl;
  onAsk: (text: string) => void;
}

/** The conversation. The log itself is silent: a live region beside it speaks whole sentences, where this one would speak tokens. */
export function Transcript({ name, config, strings, state, session, card, onAsk }: TranscriptProps) {
  const { scroller, content, unseen, toEnd } = useFollowScroll();
  const now = useNow(state);
  const retry = (): void => void session.retry();
  const failureProps = { strings, now, onRetry: retry };
  const questions = state.items.filter((item) => item.kind === 'question').length;
  useLayoutEffect(() => toEnd(), [questions, toEnd]);

  return (
    <div class="stage">
      <div class="scroller" role="log" aria-live="off" aria-label={strings.transcript} tabIndex={0} ref={scroller}>
        <div class="content" aria-busy={state.status === 'loading'} ref={content}>
          {state.items.length === 0 && state.status !== 'loading' && (
            <EmptyState config={config} strings={strings} onAsk={onAsk} />
          )}
          {state.items.map((item, index) =>
            item.kind === 'question' ? (
              <Question key={item.clientMessageId} question={item} failureProps={failureProps} />
            ) : (
              <Answer
                key={item.runId || item.id}
                answer={item}
                last={index === state.items.length - 1}
                name={name}
                features={config.features}
                session={session}
                card={card}
                failureProps={failureProps}
              />
            ),
          )}
          {state.failure && <Failure failure={state.failure} {...failureProps} />}
        </div>
      </div>
      <CitationCard card={card} strings={strings} />
      {unseen && (
        <button class="new-text" type="button" onClick={() => toEnd({ smooth: true })}>
          <Icon name="down" />
          {strings.newText}
        </button>
      )}
    </div>
  );
}
