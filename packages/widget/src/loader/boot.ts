import { createDispatcher, drainQueue, type AskwellGlobal, type Commands } from './command-queue.js';
import { readSettings, type LoaderSettings } from './settings.js';
import { createWidget, type ImportChat, type Widget } from './widget.js';

declare global {
  interface Window {
    Askwell?: AskwellGlobal | undefined;
  }
}

/** Paints the launcher of the running script tag and takes over `window.Askwell`. A second run adds its widget to the first. */
export function boot(importChat: ImportChat): void {
  const script = document.currentScript ?? document.querySelector('script[data-key][src*="widget.js"]');
  const settings = script instanceof HTMLScriptElement ? readSettings(script) : null;
  if (!settings) {
    console.warn('[askwell] the script tag needs data-key="pk_…", the publishable key of your assistant');
    return;
  }
  const former = window.Askwell;
  if (former?.add) {
    former.add(settings);
    return;
  }

  const widgets = new Map<string, Widget>();
  const add = (wanted: LoaderSettings): void => {
    if (!widgets.has(wanted.key)) widgets.set(wanted.key, createWidget(wanted, importChat));
  };
  const askwell: AskwellGlobal = createDispatcher(commandsFor(widgets));
  askwell.add = (value) => add(value as LoaderSettings);
  window.Askwell = askwell;
  add(settings);
  drainQueue(former?.q, askwell);
}

/** Commands act on the first widget of the page; `destroy` ends all. */
function commandsFor(widgets: Map<string, Widget>): Commands {
  const first = (): Widget | undefined => widgets.values().next().value;
  return {
    open: async () => (await first()?.load())?.show(),
    close: () => first()?.loaded()?.hide(),
    toggle: async () => (await first()?.load())?.toggle(),
    send: async (text) => (await first()?.load())?.send(String(text)),
    reset: async () => (await first()?.load())?.reset(),
    on: (name, handler) => first()?.host.addEventListener(`askwell-${String(name)}`, handler as EventListener),
    off: (name, handler) => first()?.host.removeEventListener(`askwell-${String(name)}`, handler as EventListener),
    update: (options) => first()?.update(Object(options)),
    destroy: () => {
      for (const widget of widgets.values()) widget.destroy();
      widgets.clear();
    },
  };
}
