'use client';

import '@askwell/widget/react';
import { useState } from 'react';

export function InlineChat() {
  const [shown, setShown] = useState(true);
  const [accent, setAccent] = useState('#0a7d4f');
  const [messages, setMessages] = useState<string[]>([]);

  return (
    <>
      <button onClick={() => setShown(!shown)}>{shown ? 'Hide' : 'Show'}</button>
      <button onClick={() => setAccent('#7c3aed')}>Violet</button>
      <p>Messages: {messages.join(', ')}</p>
      {shown && (
        <askwell-chat
          mode="inline"
          api={process.env.NEXT_PUBLIC_ASKWELL_URL}
          publishable-key={process.env.NEXT_PUBLIC_ASKWELL_KEY}
          accent={accent}
          onaskwell-message={(event) => setMessages((former) => [...former, event.detail.role])}
        />
      )}
    </>
  );
}
