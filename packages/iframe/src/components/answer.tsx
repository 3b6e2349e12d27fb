import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatAnswer, ChatSession } from '@askwell/sdk/chat';
import { statusText, type CitationCards, type PanelModel } from '@askwell/sdk/dom';
import { useContext } from 'preact/hooks';
import { HostContext } from '../embedding/host-context.js';
import { AnswerActions } from './answer-actions.js';
import { Avatar } from './avatar.js';
import { Failure, type FailureContext } from './failure.js';
import { memo } from './memo.js';
import { FollowUps, PersonButton } from './next-steps.js';
import { RichText } from './rich-text.js';
import { Sources } from './sources.js';
import { ViewSlot } from './view-slot.js';
import { loadCommentForm, loadToolCard } from './views.js';

export interface AnswerProps {
  answer: ChatAnswer;
  last: boolean;
  commenting: boolean;
  /** A person was asked for, or is about to be. */
  handedOff: boolean;
  busy: boolean;
  name: string;
  config: ResolvedWidgetConfig;
  session: ChatSession;
  model: PanelModel;
  cards: CitationCards;
  failureProps: FailureContext;
  onAsk: (text: string) => void;
  onPerson: () => void;
}

/** One answer: who, what is being done, the text, what it rests on, and what can be done with it. */
export const Answer = memo(
  function Answer(props: AnswerProps) {
    const { answer, last, commenting, handedOff, busy, name, config, session, model, cards, failureProps } = props;
    const { strings } = failureProps;
    const host = useContext(HostContext);
    const running = answer.state === 'pending' || answer.state === 'streaming';
    const unknown = answer.answered === false;
    return (
      <article
        class="answer"
        data-running={running ? '' : undefined}
        data-unknown={unknown ? '' : undefined}
        data-last={last ? '' : undefined}
      >
        <div class="byline">
          <Avatar name={name} url={config.header.avatarUrl} small />
          <span class="byline-name">{name}</span>
          {running && <span class="status">{answer.status ? statusText(answer.status, strings) : strings.searching}</span>}
        </div>
        {answer.toolCalls.map((call) => {
          const tool = host?.tools.find(({ name: toolName }) => toolName === call.toolName);
          return (
            <ViewSlot
              key={call.toolCallId}
              load={loadToolCard}
              props={{
                strings,
                call,
                description: tool?.description ?? '',
                run: tool && ((input: unknown) => host?.runTool(tool.name, input)),
                onOutcome: (outcome) => void session.answerTool(call.toolCallId, outcome),
              }}
            />
          );
        })}
        <RichText
          answerId={answer.id}
          text={answer.text}
          citations={answer.citations}
          sources={answer.sources}
          streaming={running}
          cards={cards}
          strings={strings}
          imageHosts={config.imageHosts}
        />
        {answer.state === 'stopped' && <p class="note">{strings.stopped}</p>}
        {!running && <Sources answer={answer} strings={strings} />}
        {!running && answer.failure && <Failure failure={answer.failure} {...failureProps} />}
        {!running && answer.text !== '' && (
          <AnswerActions
            answer={answer}
            features={config.features}
            strings={strings}
            model={model}
            canRegenerate={config.features.regenerate && last && !busy}
          />
        )}
        {commenting && (
          <ViewSlot
            load={loadCommentForm}
            props={{
              strings,
              onSend: (comment) => model.comment(answer.id, comment),
              onClose: () => model.stopCommenting(),
            }}
          />
        )}
        {unknown && last && config.handoff.enabled && !handedOff && <PersonButton strings={strings} onPerson={props.onPerson} />}
        {last && !running && config.features.followUps && <FollowUps answer={answer} strings={strings} onAsk={props.onAsk} />}
      </article>
    );
  },
  (former, next) =>
    former.answer === next.answer &&
    former.last === next.last &&
    former.busy === next.busy &&
    former.commenting === next.commenting &&
    former.handedOff === next.handedOff &&
    former.config === next.config &&
    (next.answer.failure === null || former.failureProps.now === next.failureProps.now),
);
