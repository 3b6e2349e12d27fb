import { expect, it } from 'vitest';

it('is imported on a server without a document', async () => {
  expect(globalThis.document).toBeUndefined();
  const { AskwellChat, AskwellOpenEvent } = await import('./element.js');
  expect(new AskwellOpenEvent().type).toBe('askwell-open');
  expect(typeof AskwellChat).toBe('function');
});

it('brings the framed chat to a server without a document too', async () => {
  const { AskwellFrame } = await import('./frame.js');
  expect(typeof AskwellFrame).toBe('function');
});
