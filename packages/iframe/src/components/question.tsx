import type { ChatQuestion } from '@askwell/sdk/chat';
import { memo } from './memo.js';
import { Failure, type FailureContext } from './failure.js';
import { Icon } from './icon.js';

export interface QuestionProps {
  question: ChatQuestion;
  editable: boolean;
  failureProps: FailureContext;
  onEdit: () => void;
}

export const Question = memo(
  function Question({ question, editable, failureProps, onEdit }: QuestionProps) {
    const { strings } = failureProps;
    return (
      <>
        <div class="question" data-state={question.state}>
          <span class="sr-only">{strings.you}: </span>
          {editable && (
            <button class="action" type="button" aria-label={strings.edit} title={strings.edit} onClick={onEdit}>
              <Icon name="edit" />
            </button>
          )}
          <p class="bubble" dir="auto">
            {question.text}
          </p>
        </div>
        {question.attachments.length > 0 && (
          <div class="question-files">
            {question.attachments.map(({ id, name }) => (
              <span key={id} class="chip">
                <Icon name="page" />
                <span class="chip-title">{name}</span>
              </span>
            ))}
          </div>
        )}
        {question.failure && <Failure failure={question.failure} {...failureProps} />}
      </>
    );
  },
  (former, next) =>
    former.question === next.question &&
    former.editable === next.editable &&
    (next.question.failure === null || former.failureProps.now === next.failureProps.now),
);
