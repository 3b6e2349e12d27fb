import type { ChatFailure } from './chat-types.js';
import type { VisitorVerbs, VisitorVerbsOptions } from './visitor-verbs.js';

const unreachable: ChatFailure = { code: 'NETWORK', retryable: true };

/** The verbs beside asking, whose code is fetched when the first of them is used. Where it cannot be, they answer as without a network. */
export function lazyVisitorVerbs(options: VisitorVerbsOptions): VisitorVerbs {
  let loading: Promise<VisitorVerbs | null> | null = null;
  const load = (): Promise<VisitorVerbs | null> =>
    (loading ??= import('./visitor-verbs.js').then(
      ({ createVisitorVerbs }) => createVisitorVerbs(options),
      () => {
        loading = null; // the next use fetches it again
        return null;
      },
    ));
  const use = async <Result, Fallback>(
    run: (verbs: VisitorVerbs) => Promise<Result>,
    otherwise: Fallback,
  ): Promise<Result | Fallback> => {
    const verbs = await load();
    return verbs === null ? otherwise : run(verbs);
  };
  return {
    suggest: (id) => use((verbs) => verbs.suggest(id), undefined),
    attach: (file, filename) => use((verbs) => verbs.attach(file, filename), undefined),
    detach: (id) => use((verbs) => verbs.detach(id), undefined),
    answerTool: (id, outcome) => use((verbs) => verbs.answerTool(id, outcome), undefined),
    requestHandoff: (handoff) => use((verbs) => verbs.requestHandoff(handoff), unreachable),
    saveDetails: (details) => use((verbs) => verbs.saveDetails(details), unreachable),
    refresh: () => use((verbs) => verbs.refresh(), undefined),
    markRead: () => use((verbs) => verbs.markRead(), undefined),
    listConversations: (cursor) => use((verbs) => verbs.listConversations(cursor), null),
    renameConversation: (id, title) => use((verbs) => verbs.renameConversation(id, title), false),
    deleteConversation: (id) => use((verbs) => verbs.deleteConversation(id), false),
    clearData: () => use((verbs) => verbs.clearData(), false),
  };
}
