import type { ChatQuestion } from '@askwell/sdk/chat';
import { memo } from './memo.js';
import { Failure, type FailureContext } from './failure.js';

export interface QuestionProps {
  question: ChatQuestion;
  failureProps: FailureContext;
}

export const Question = memo(
  function Question({ question, failureProps }: QuestionProps) {
    return (
      <>
        <div class="question" data-state={question.state}>
          <span class="sr-only">{failureProps.strings.you}: </span>
          <p class="bubble">{question.text}</p>
        </div>
        {question.failure && <Failure failure={question.failure} {...failureProps} />}
      </>
    );
  },
  (former, next) =>
    former.question === next.question && (next.question.failure === null || former.failureProps.now === next.failureProps.now),
);
