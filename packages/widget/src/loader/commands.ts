import type { PageToolDefinition } from '../controllers/page-tools.js';
import type { Commands } from './command-queue.js';
import { forgetVisitor } from './forget-visitor.js';
import type { Widget } from './widget.js';

/** What `Askwell(...)` can be told. Commands act on the first widget, or on the one whose key stands before the command. */
export function commandsFor(find: () => Widget | undefined, destroyAll: () => void): Commands {
  const load = async () => find()?.load();
  const listen = (verb: 'addEventListener' | 'removeEventListener') => (name: unknown, handler: unknown) =>
    find()?.host[verb](`askwell-${String(name)}`, handler as EventListener);
  return {
    open: async () => (await load())?.show(),
    close: () => find()?.loaded()?.hide(),
    toggle: async () => (await load())?.toggle(),
    send: async (text) => (await load())?.send(String(text)),
    // A page that names its user or its tools on each view must not load the chat by it.
    identify: (token) => find()?.later((chat) => chat.identify(String(token))),
    tool: (tool) => find()?.later((chat) => chat.registerTool(tool as PageToolDefinition)),
    consent: (given = true) => find()?.later((chat) => chat.giveConsent(given === true)),
    reset: () => {
      const widget = find();
      const chat = widget?.loaded();
      if (chat) chat.reset();
      else if (widget) forgetVisitor(widget.host);
    },
    clearData: async () => (await load())?.clearData(),
    on: listen('addEventListener'),
    off: listen('removeEventListener'),
    update: (options) => find()?.update(Object(options)),
    destroy: destroyAll,
  };
}
