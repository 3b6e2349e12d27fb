import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatAnswer, ChatSession } from '@askwell/sdk/chat';
import { statusText } from '@askwell/sdk/dom';
import type { CitationCardControl } from '../hooks/use-citation-card.js';
import { AnswerActions } from './answer-actions.js';
import { Failure, type FailureContext } from './failure.js';
import { Avatar } from './header.js';
import { memo } from './memo.js';
import { RichText } from './rich-text.js';
import { Sources } from './sources.js';

export interface AnswerProps {
  answer: ChatAnswer;
  last: boolean;
  name: string;
  features: ResolvedWidgetConfig['features'];
  session: ChatSession;
  card: CitationCardControl;
  failureProps: FailureContext;
}

/** One answer: who, what is being done, the text, what it rests on, and what can be done with it. */
export const Answer = memo(
  function Answer({ answer, last, name, features, session, card, failureProps }: AnswerProps) {
    const { strings } = failureProps;
    const running = answer.state === 'pending' || answer.state === 'streaming';
    return (
      <article
        class="answer"
        data-running={running ? '' : undefined}
        data-unknown={answer.answered === false ? '' : undefined}
        data-last={last ? '' : undefined}
      >
        <div class="byline">
          <Avatar name={name} small />
          <span class="byline-name">{name}</span>
          {running && <span class="status">{answer.status ? statusText(answer.status, strings) : strings.searching}</span>}
        </div>
        <RichText
          answerId={answer.id}
          text={answer.text}
          citations={answer.citations}
          sources={answer.sources}
          streaming={running}
          card={card}
          strings={strings}
        />
        {answer.state === 'stopped' && <p class="note">{strings.stopped}</p>}
        {!running && <Sources answer={answer} strings={strings} />}
        {!running && answer.failure && <Failure failure={answer.failure} {...failureProps} />}
        {!running && answer.text !== '' && (
          <AnswerActions answer={answer} features={features} strings={strings} session={session} />
        )}
      </article>
    );
  },
  (former, next) =>
    former.answer === next.answer &&
    former.last === next.last &&
    (next.answer.failure === null || former.failureProps.now === next.failureProps.now),
);
