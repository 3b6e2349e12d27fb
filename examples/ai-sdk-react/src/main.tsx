import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAskwellTransport } from './askwell-transport.js';
import { Chat } from './chat.js';

const transport = createAskwellTransport({
  baseUrl: import.meta.env['VITE_ASKWELL_URL'] ?? 'http://localhost:8787',
  publishableKey: import.meta.env['VITE_ASKWELL_KEY'] ?? 'pk_...',
});
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Chat transport={transport} />
    </StrictMode>,
  );
}
