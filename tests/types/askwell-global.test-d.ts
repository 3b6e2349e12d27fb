import type { AskwellFunction } from '@askwell/widget/global';

declare const askwell: AskwellFunction;

askwell('open');
askwell('send', 'How?');
askwell('on', 'message', ({ detail }) => detail.role satisfies 'user' | 'assistant');
askwell('update', { accent: '#0a7d4f', zIndex: null });
askwell('tool', { name: 'cart', description: 'Reads the cart', parameters: { type: 'object' }, run: () => ({ items: 2 }) });
askwell('pk_second', 'open');
// @ts-expect-error -- there is no such command
askwell('opne');
// @ts-expect-error -- there is no such event
askwell('on', 'opened', () => undefined);
// @ts-expect-error -- a question is a text
askwell('send', 2);
