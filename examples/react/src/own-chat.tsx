import type { ChatAnswer } from '@askwell/sdk/chat';
import type { FormEvent } from 'react';
import { useChat } from './use-chat.js';

export function OwnChat({ baseUrl, publishableKey }: { baseUrl: string; publishableKey: string }) {
  const { session, state } = useChat(baseUrl, publishableKey);
  const busy = state.status !== 'idle';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void session?.send(state.draft);
  };

  return (
    <section aria-label="Your own chat">
      <ol>
        {state.items.map((item) => (
          <li key={item.id}>{item.kind === 'question' ? <strong>{item.text}</strong> : <Answer answer={item} />}</li>
        ))}
      </ol>
      {state.failure?.retryable && (
        <button type="button" onClick={() => void session?.retry()}>
          Try again
        </button>
      )}
      <form onSubmit={submit}>
        <input aria-label="Question" value={state.draft} onChange={(event) => session?.setDraft(event.target.value)} />
        {busy ? (
          <button type="button" onClick={() => void session?.stop()}>
            Stop
          </button>
        ) : (
          <button disabled={state.draft.trim() === ''}>Ask</button>
        )}
      </form>
    </section>
  );
}

function Answer({ answer }: { answer: ChatAnswer }) {
  return (
    <>
      <p>{answer.text}</p>
      {answer.citations.map(({ number, quote }) => (
        <blockquote key={number}>
          [{number}] {quote}
        </blockquote>
      ))}
    </>
  );
}
