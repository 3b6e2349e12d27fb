import { commandsFor } from './commands.js';
import { createDispatcher, drainQueue, type AskwellGlobal } from './command-queue.js';
import { readSettings, type LoaderSettings } from './settings.js';
import { createWidget, type ImportChat, type Widget } from './widget.js';

/** Paints the launcher of the running script tag and takes over `window.Askwell`. A second run adds its widget to the first. */
export function boot(importChat: ImportChat): void {
  const script = document.currentScript ?? document.querySelector('script[data-key][src*="widget.js"]');
  const settings = script instanceof HTMLScriptElement ? readSettings(script) : null;
  if (!settings) {
    console.warn('[askwell] the script tag needs data-key="pk_…"');
    return;
  }
  const page = window as { Askwell?: AskwellGlobal };
  const former = page.Askwell;
  if (former?.add) {
    former.add(settings);
    return;
  }

  const widgets = new Map<string, Widget>();
  let named: string | undefined;
  const add = (wanted: LoaderSettings): void => {
    if (!widgets.has(wanted.key)) widgets.set(wanted.key, createWidget(wanted, importChat));
  };
  const run = createDispatcher(
    commandsFor(
      () => (named === undefined ? widgets.values().next().value : widgets.get(named)),
      () => {
        for (const [key, widget] of widgets) {
          if (named !== undefined && named !== key) continue;
          widget.destroy();
          widgets.delete(key);
        }
      },
    ),
  );
  const askwell: AskwellGlobal = (command, ...values) => {
    if (command.startsWith('pk_')) {
      named = command;
      run(String(values[0]), ...values.slice(1));
      named = undefined;
    } else run(command, ...values);
  };
  askwell.add = (value) => add(value as LoaderSettings);
  page.Askwell = askwell;
  add(settings);
  drainQueue(former?.q, askwell);
}
