import { expect, it } from 'vitest';
import { widgetStringKeys } from '@askwell/contract';
import type { ChatFailure } from '../chat/chat-types.js';
import { defaultStrings } from './later-strings.js';
import { failureText, formatString, resolveStrings, statusText } from './strings.js';

it('has a text for every key', () => {
  expect(Object.keys(defaultStrings).sort()).toEqual([...widgetStringKeys].sort());
  for (const text of Object.values(defaultStrings)) expect(text).not.toBe('');
});

it('puts the tenant’s texts over its own and passes over what is no text', () => {
  const strings = resolveStrings({ strings: { send: 'Senden', footer: '', stop: 7 as unknown as string } });
  expect(strings).toMatchObject({ send: 'Senden', footer: '', stop: 'Stop', retry: 'Try again' });
});

it('names a text that could not be loaded by its key', () => {
  const strings = resolveStrings({ strings: {} });
  expect(strings.newConversation).toBe('new Conversation');
  expect(strings.send).toBe('Send');
});

it('fills numbers and the words that follow them', () => {
  expect(statusText({ phase: 'reading', pages: 1 }, defaultStrings)).toBe('Reading 1 page');
  expect(statusText({ phase: 'reading', pages: 3 }, defaultStrings)).toBe('Reading 3 pages');
  expect(statusText({ phase: 'searching' }, defaultStrings)).toBe('Searching');
  expect(formatString('{a} {b} {constructor} {a|x}', { a: '{b}' })).toBe('{b} {b} {constructor} {a|x}');
});

it('says what to do next for every kind of failure', () => {
  const text = (failure: Partial<ChatFailure>): string =>
    failureText({ code: 'INTERNAL', retryable: true, ...failure }, defaultStrings, 1_000);
  expect(text({ code: 'NETWORK' })).toBe('Could not reach the server. Your message is kept.');
  expect(text({ code: 'RATE_LIMITED', retryAt: 9_500 })).toMatch(/in 9 seconds\.$/);
  expect(text({ code: 'RATE_LIMITED', retryAt: 500 })).toMatch(/in 1 second\.$/);
  expect(text({ code: 'ANSWER_INTERRUPTED' })).toBe(defaultStrings.interrupted);
  expect(text({ code: 'IDENTITY_REQUIRED' })).toBe('Sign in to use this chat.');
  expect(text({ code: 'PROVIDER_UNAVAILABLE' })).toBe(defaultStrings.errorGeneric);
});
