import { useChat } from '@ai-sdk/react';
import { useState, type FormEvent } from 'react';
import type { AskwellMessage, AskwellTransport } from './askwell-transport.js';

export function Chat({ transport }: { transport: AskwellTransport }) {
  const [draft, setDraft] = useState('');
  const { messages, sendMessage, regenerate, status, error } = useChat<AskwellMessage>({ transport });
  const runId = messages.findLast(({ role }) => role === 'assistant')?.metadata?.runId;
  const busy = status === 'submitted' || status === 'streaming';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.trim() === '') return;
    setDraft('');
    void sendMessage({ text: draft });
  };

  return (
    <main>
      <h1>Ask us</h1>
      <ol>
        {messages.map((message) => (
          <li key={message.id} data-role={message.role}>
            <Message message={message} />
          </li>
        ))}
      </ol>
      <p role="status">{status}</p>
      {error && (
        <p role="alert">
          No answer came ({error.message}).{' '}
          <button type="button" onClick={() => void regenerate()}>
            Try again
          </button>
        </p>
      )}
      <form onSubmit={submit}>
        <input aria-label="Question" value={draft} onChange={(event) => setDraft(event.target.value)} />
        {busy ? (
          <button type="button" disabled={runId === undefined} onClick={() => runId && void transport.stopRun(runId)}>
            Stop
          </button>
        ) : (
          <button>Ask</button>
        )}
      </form>
    </main>
  );
}

function Message({ message }: { message: AskwellMessage }) {
  return message.parts.map((part, index) => {
    switch (part.type) {
      case 'text':
        return <p key={index}>{part.text}</p>;
      case 'data-citation':
        return (
          <blockquote key={index}>
            [{part.data.number}] {part.data.quote}
          </blockquote>
        );
      case 'source-url':
        return (
          <a key={index} href={part.url}>
            {part.title}
          </a>
        );
      case 'source-document':
        return <cite key={index}>{part.title}</cite>;
      default:
        return null;
    }
  });
}
