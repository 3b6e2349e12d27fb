import type { FormMoment, ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatAnswer, ChatFailure, ChatSession, ChatState } from '../chat/chat-types.js';

export interface PanelModelOptions {
  /** The session; null where the page's settings cannot work. */
  session: () => ChatSession | null;
  config: () => ResolvedWidgetConfig;
  /** Something of the model has changed: render. */
  onChange: () => void;
  /** A question is on its way. */
  onAsked: () => void;
  /** The visitor wants a person, and the server knows. */
  onHandoff?: (() => void) | undefined;
}

/** What the panel shows beside the conversation, and what its controls do. The widget and the iframe render it. */
export class PanelModel {
  overlay: 'conversations' | null = null;
  /** The draft takes the place of the last question. */
  editing = false;
  /** The answer that is being commented on. */
  commentOn = '';
  /** Why the tenant's form is on the screen. */
  form: FormMoment | null = null;
  /** What could not be done, other than asking. */
  failure: ChatFailure | null = null;
  readonly #options: PanelModelOptions;
  readonly #suggested = new Set<string>();
  #waiting = '';
  #formPassed = false;

  constructor(options: PanelModelOptions) {
    this.#options = options;
  }

  /** Sends what is written: a question, or the changed last one. */
  async submit(text: string): Promise<void> {
    const session = this.#options.session();
    if (!session || text.trim() === '' || session.getState().status !== 'idle') return;
    if (this.editing) {
      this.#set({ editing: false });
      session.setDraft('');
      this.#options.onAsked();
      return session.edit(text);
    }
    if (await this.#wantsForm(session, 'before-first-question')) {
      this.#waiting = text;
      return this.#set({ form: 'before-first-question' });
    }
    this.#options.onAsked();
    return session.send(text);
  }

  regenerate(): void {
    this.#options.onAsked();
    void this.#options.session()?.regenerate();
  }

  /** Puts the last question into the composer. */
  edit(text: string): void {
    this.#options.session()?.setDraft(text);
    this.#set({ editing: true });
  }

  stopEditing(): void {
    this.#options.session()?.setDraft('');
    this.#set({ editing: false });
  }

  /** A bad rating asks what was missing. */
  rate(answer: ChatAnswer, rating: 'up' | 'down'): void {
    void this.#options.session()?.rate(answer.id, { rating });
    this.#set({ commentOn: rating === 'down' ? answer.id : '' });
  }

  comment(answerId: string, comment: string): void {
    void this.#options.session()?.rate(answerId, { rating: 'down', comment });
  }

  stopCommenting(): void {
    this.#set({ commentOn: '' });
  }

  showConversations(shown: boolean): void {
    this.#set({ overlay: shown ? 'conversations' : null });
  }

  startNew(): void {
    this.#options.session()?.startNew();
    this.#waiting = '';
    this.#set({ overlay: null, editing: false, commentOn: '', form: null, failure: null });
  }

  /** Asks for a person, after the form where the tenant wants to know whom to answer. */
  async requestPerson(): Promise<void> {
    const session = this.#options.session();
    if (!session) return;
    if (await this.#wantsForm(session, 'handoff')) return this.#set({ form: 'handoff' });
    const failure = await session.requestHandoff({});
    this.#set({ failure });
    if (!failure) this.#options.onHandoff?.();
  }

  async submitForm(values: Record<string, string>, consent: boolean): Promise<ChatFailure | null> {
    const session = this.#options.session();
    if (!session) return null;
    const { leadForm } = this.#options.config();
    const failure = await session.saveDetails({ values, ...(leadForm.consent === undefined ? {} : { consent }) });
    if (!failure) this.#passForm();
    return failure;
  }

  skipForm(): void {
    this.#passForm();
  }

  /** Follows the conversation: asks for follow-up questions, and for the form where an answer was not known. */
  follow(state: ChatState): void {
    const last = state.items.at(-1);
    if (state.items.length === 0 || last?.kind !== 'answer') return;
    if (last.state === 'complete' && last.answered === true && last.suggestions.length === 0) this.#suggest(last.id);
    if (last.answered === false && this.form === null && this.#mayShowForm('not-answered') && !state.visitor?.details)
      this.#set({ form: 'not-answered' });
  }

  #suggest(answerId: string): void {
    if (!this.#options.config().features.followUps || this.#suggested.has(answerId)) return;
    this.#suggested.add(answerId);
    void this.#options.session()?.suggest(answerId);
  }

  #passForm(): void {
    const { form } = this;
    this.#formPassed = true;
    this.#set({ form: null });
    if (form === 'handoff') void this.requestPerson();
    if (form === 'before-first-question' && this.#waiting !== '') void this.submit(this.#waiting);
    this.#waiting = '';
  }

  #mayShowForm(when: FormMoment): boolean {
    const { leadForm } = this.#options.config();
    return leadForm.when.includes(when) && leadForm.fields.length > 0 && !this.#formPassed;
  }

  async #wantsForm(session: ChatSession, when: FormMoment): Promise<boolean> {
    if (!this.#mayShowForm(when)) return false;
    if (when === 'before-first-question' && session.getState().items.length > 0) return false;
    if (session.getState().visitor === null) await session.refresh();
    return !session.getState().visitor?.details;
  }

  #set(change: Partial<Pick<PanelModel, 'overlay' | 'editing' | 'commentOn' | 'form' | 'failure'>>): void {
    Object.assign(this, change);
    this.#options.onChange();
  }
}
