import '@askwell/widget/frame';
import '@askwell/widget/preact';
import '@askwell/widget/react';
import type { JSX as PreactJsx } from 'preact';
import type { JSX as ReactJsx } from 'react';

type Elements = ReactJsx.IntrinsicElements & PreactJsx.IntrinsicElements;

const chat: ReactJsx.IntrinsicElements['askwell-chat'] & PreactJsx.IntrinsicElements['askwell-chat'] = {
  'publishable-key': 'pk_x',
  mode: 'popup',
  'z-index': 40,
  scheme: 'dark',
};
const inReact: ReactJsx.IntrinsicElements['askwell-frame'] = {
  'publishable-key': 'pk_x',
  mode: 'inline',
  'onaskwell-message': ({ detail }) => detail.role satisfies 'user' | 'assistant',
  'onaskwell-handoff': ({ detail }) => detail.conversationId satisfies string | null,
  'onaskwell-error': ({ detail }) => detail.retryable satisfies boolean,
  ref: (element) => void element?.send('How?'),
};
const inPreact: PreactJsx.IntrinsicElements['askwell-frame'] = {
  'publishable-key': 'pk_x',
  'onaskwell-open': (event) => event.type,
  'onaskwell-message': ({ detail }) => detail.text,
};
document.querySelector('askwell-frame')?.show();
// @ts-expect-error -- its colours are the config's
inReact.scheme = 'dark';
// @ts-expect-error -- there is no such mode
inPreact.mode = 'window';

export type Shown = [Elements, typeof chat];
