import { useState } from 'preact/hooks';
import { toConfigFile, toScriptTag, type Draft } from './draft.js';

export interface OutputProps {
  draft: Draft;
  base: string;
  publishableKey: string;
}

const files = { config: 'askwell.config.json', snippet: 'askwell-snippet.html' } as const;

/** What to take away: the config file for `askwell config push`, and the tag for the page. */
export function Output({ draft, base, publishableKey }: OutputProps) {
  const [shown, setShown] = useState<keyof typeof files>('config');
  const [said, setSaid] = useState('');
  const text = shown === 'config' ? toConfigFile(draft, base) : toScriptTag(draft, { base, key: publishableKey });

  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      // A page without https has no clipboard; the file is still there to download.
      () => setSaid('Could not copy. Download it instead.'),
    );
  };

  return (
    <section class="output" aria-label="Result">
      <div class="output-bar">
        <div class="view" role="group" aria-label="Show">
          {(['config', 'snippet'] as const).map((name) => (
            <button key={name} type="button" aria-pressed={name === shown} onClick={() => setShown(name)}>
              {name === 'config' ? 'Config' : 'Snippet'}
            </button>
          ))}
        </div>
        <span class="hint" role="status">
          {said}
        </span>
        <button type="button" class="plain" onClick={copy}>
          Copy
        </button>
        <a class="plain" download={files[shown]} href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}>
          Download
        </a>
      </div>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      {shown === 'config' && (
        <p class="hint">
          Save it beside your site’s code and run <code>askwell config push</code>.
        </p>
      )}
    </section>
  );
}
