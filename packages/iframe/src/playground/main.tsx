import { render } from 'preact';
import { useState } from 'preact/hooks';
import { firstDraft } from './draft.js';
import { Levers } from './levers.js';
import { Output } from './output.js';
import { Stage } from './stage.js';

const root = document.getElementById('app');
const base = new URL('.', location.href).href.replace(/\/$/, '');
const publishableKey = document.body.dataset['key'] ?? '';

function Playground() {
  const [draft, setDraft] = useState(firstDraft);
  return (
    <>
      <header class="bar">
        <h1>Playground</h1>
        <nav aria-label="Documentation">
          <a href="demo">Demo</a>
          <a href="docs/theming">Theming</a>
          <a href="docs/config-file">Config file</a>
        </nav>
      </header>
      <main>
        <Levers draft={draft} onChange={setDraft} />
        <div class="side">
          <Stage draft={draft} />
          <Output draft={draft} base={base} publishableKey={publishableKey} />
        </div>
      </main>
    </>
  );
}

if (root) render(<Playground />, root);
