import '@askwell/widget/react';
import { OwnChat } from './own-chat.js';

const api = import.meta.env['VITE_ASKWELL_URL'] ?? 'http://localhost:8787';
const key = import.meta.env['VITE_ASKWELL_KEY'] ?? 'pk_...';

export function App() {
  return (
    <main>
      <h1>Askwell in React</h1>
      <OwnChat baseUrl={api} publishableKey={key} />
      <askwell-chat api={api} publishable-key={key} />
    </main>
  );
}
