import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatItem, ChatQuestion, ChatSession, ChatState } from '@askwell/sdk/chat';
import type { CitationCards, PanelModel, ResolvedStrings } from '@askwell/sdk/dom';
import { useLayoutEffect } from 'preact/hooks';
import { useFollowScroll } from '../hooks/use-follow-scroll.js';
import { useNow } from '../hooks/use-now.js';
import { Answer } from './answer.js';
import { EmptyState } from './empty-state.js';
import { Failure } from './failure.js';
import { Icon } from './icon.js';
import { NextSteps } from './next-steps.js';
import { Question } from './question.js';

export interface TranscriptProps {
  name: string;
  config: ResolvedWidgetConfig;
  strings: ResolvedStrings;
  state: ChatState;
  session: ChatSession;
  model: PanelModel;
  busy: boolean;
  cards: CitationCards;
  onAsk: (text: string) => void;
  onPerson: () => void;
  focusInput: () => void;
}

/** The conversation. The log itself is silent: a live region beside it speaks whole sentences, where this one would speak tokens. */
export function Transcript(props: TranscriptProps) {
  const { config, strings, state, session, model, onAsk, focusInput } = props;
  const { scroller, content, unseen, toEnd } = useFollowScroll();
  const now = useNow(state);
  const failureProps = { strings, now, onRetry: () => void session.retry() };
  const questions = state.items.filter((item) => item.kind === 'question').length;
  const editable = editableQuestion(props);
  useLayoutEffect(() => toEnd(), [questions, toEnd]);

  const renderItem = (item: ChatItem, index: number) =>
    item.kind === 'question' ? (
      <Question
        key={item.clientMessageId}
        question={item}
        editable={item === editable}
        failureProps={failureProps}
        onEdit={() => {
          model.edit(item.text);
          focusInput();
        }}
      />
    ) : (
      <Answer
        key={item.runId || item.id}
        answer={item}
        last={index === state.items.length - 1}
        commenting={model.commentOn === item.id}
        handedOff={state.handoff !== null || model.form !== null}
        failureProps={failureProps}
        {...props}
      />
    );

  return (
    <div class="stage">
      <div class="scroller" role="log" aria-live="off" aria-label={strings.transcript} tabIndex={0} ref={scroller}>
        <div class="content" aria-busy={state.status === 'loading'} ref={content}>
          {state.items.length === 0 && state.status !== 'loading' && !model.form && (
            <EmptyState config={config} strings={strings} onAsk={onAsk} />
          )}
          {state.items.map(renderItem)}
          {state.failure && <Failure failure={state.failure} {...failureProps} />}
          <NextSteps config={config} strings={strings} state={state} model={model} />
        </div>
      </div>
      {unseen && (
        <button class="new-text" type="button" onClick={() => toEnd({ smooth: true })}>
          <Icon name="down" />
          {strings.newText}
        </button>
      )}
    </div>
  );
}

/** The question of the last turn, once its answer has ended. */
function editableQuestion({ state, config, model }: TranscriptProps): ChatQuestion | undefined {
  if (!config.features.edit || model.editing || state.status !== 'idle' || state.items.at(-1)?.kind !== 'answer')
    return undefined;
  const question = state.items.at(-2);
  return question?.kind === 'question' ? question : undefined;
}
