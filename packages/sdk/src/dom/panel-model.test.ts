import { resolveWidgetConfig, type WidgetConfig } from '@askwell/contract';
import { describe, expect, it, vi } from 'vitest';
import { initialChatState } from '../chat/chat-state.js';
import type { ChatAnswer, ChatSession, ChatState } from '../chat/chat-types.js';
import { PanelModel } from './panel-model.js';

const answer = (change: Partial<ChatAnswer>): ChatAnswer => ({
  kind: 'answer',
  id: 'msg_1',
  runId: 'run_1',
  text: 'Within 30 days.',
  state: 'complete',
  status: null,
  answered: true,
  citations: [],
  sources: [],
  feedback: null,
  failure: null,
  suggestions: [],
  toolCalls: [],
  ...change,
});

function setUp(settings: Partial<WidgetConfig>, state: Partial<ChatState> = {}) {
  const verbs = {
    getState: () => ({ ...initialChatState(true), ...state }),
    send: vi.fn(async () => undefined),
    edit: vi.fn(async () => undefined),
    rate: vi.fn(async () => undefined),
    refresh: vi.fn(async () => undefined),
    suggest: vi.fn(async () => undefined),
    saveDetails: vi.fn(async () => null),
    requestHandoff: vi.fn(async () => null),
    setDraft: vi.fn(),
  };
  const onHandoff = vi.fn();
  const model = new PanelModel({
    session: () => verbs as unknown as ChatSession,
    config: () => resolveWidgetConfig(settings),
    onChange: () => undefined,
    onAsked: () => undefined,
    onHandoff,
  });
  return { model, verbs, onHandoff };
}

const form = (when: 'before-first-question' | 'not-answered' | 'handoff') => ({
  leadForm: { when: [when], fields: [{ name: 'email', kind: 'email' as const, label: 'E-mail' }] },
});

describe('what the panel does', () => {
  it('holds the first question until the form is sent, and asks for it once', async () => {
    const { model, verbs } = setUp(form('before-first-question'));
    await model.submit('How?');
    expect(model.form).toBe('before-first-question');
    expect(verbs.send).not.toHaveBeenCalled();
    await model.submitForm({ email: 'ada@example.com' }, false);
    await vi.waitFor(() => expect(verbs.send).toHaveBeenCalledWith('How?'));
    await model.submit('And then?');
    expect(verbs.send).toHaveBeenLastCalledWith('And then?');
    expect(model.form).toBeNull();
  });

  it('keeps the form on the screen where the server refuses it', async () => {
    const { model, verbs } = setUp(form('before-first-question'));
    await model.submit('How?');
    verbs.saveDetails.mockResolvedValueOnce({ code: 'VALIDATION_FAILED', retryable: false } as never);
    expect(await model.submitForm({ email: '?' }, false)).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(model.form).toBe('before-first-question');
    expect(verbs.send).not.toHaveBeenCalled();
  });

  it('edits in place of asking, until it is cancelled', async () => {
    const { model, verbs } = setUp({}, { items: [answer({})] });
    model.edit('How?');
    expect(verbs.setDraft).toHaveBeenLastCalledWith('How?');
    model.stopEditing();
    expect(verbs.setDraft).toHaveBeenLastCalledWith('');
    model.edit('How?');
    await model.submit('How long?');
    expect(verbs.edit).toHaveBeenCalledWith('How long?');
    expect(verbs.send).not.toHaveBeenCalled();
    expect(model.editing).toBe(false);
  });

  it('opens the comment of a bad rating only', () => {
    const { model } = setUp({});
    model.rate(answer({}), 'down');
    expect(model.commentOn).toBe('msg_1');
    model.rate(answer({}), 'up');
    expect(model.commentOn).toBe('');
  });

  it('asks for follow-up questions once an answer, and never where they are off', () => {
    const state = { ...initialChatState(true), items: [answer({})] };
    const { model, verbs } = setUp({});
    model.follow(state);
    model.follow({ ...state });
    expect(verbs.suggest).toHaveBeenCalledTimes(1);
    const off = setUp({ features: { feedback: true, copy: true, followUps: false } });
    off.model.follow(state);
    expect(off.verbs.suggest).not.toHaveBeenCalled();
  });

  it('asks whom to answer before a person takes over, then tells the page', async () => {
    const { model, verbs, onHandoff } = setUp(form('handoff'));
    await model.requestPerson();
    expect(model.form).toBe('handoff');
    expect(verbs.requestHandoff).not.toHaveBeenCalled();
    await model.submitForm({ email: 'ada@example.com' }, false);
    await vi.waitFor(() => expect(onHandoff).toHaveBeenCalledTimes(1));
  });
});
