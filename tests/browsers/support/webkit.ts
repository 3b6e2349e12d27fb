import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../../support/free-port.js';
import { webkitDriverPath, xvfbPath } from '../../support/services.js';
import { appears, sourceOf, reachableElement, type Key, type Tab } from './tab.js';

/** https://www.w3.org/TR/webdriver2/: how an element is told in JSON, and the keys that have no character. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const keys: Record<Key, string> = { Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' };

type ElementReference = Record<typeof elementKey, string>;

/** A tab of WebKitGTK's own small browser, in a browser of its own on a screen of its own, over WebDriver. The system prefers dark. */
export async function openWebkit(): Promise<Tab> {
  const screen = await startScreen();
  const port = await freePort();
  const driver = spawn(webkitDriverPath(), [`--port=${port}`], {
    env: { ...process.env, DISPLAY: screen.display, GTK_THEME: 'Adwaita:dark' },
    stdio: 'ignore',
  });
  const endWithUs = (): void => {
    driver.kill('SIGKILL');
    screen.process.kill('SIGKILL');
  };
  process.once('exit', endWithUs);
  const closed = [driver, screen.process].map((child) => new Promise((resolve) => child.once('close', resolve)));

  const send = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value as T;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`WebKit answered ${error} to ${method} ${path}: ${message}`);
  };
  await appears('a driver', () => send('GET', '/status').catch(() => null));
  const { sessionId } = await send<{ sessionId: string }>('POST', '/session', { capabilities: {} });
  const post = <T>(path: string, body: unknown = {}): Promise<T> => send<T>('POST', `/session/${sessionId}${path}`, body);
  const execute = <T>(work: unknown, args: unknown[]): Promise<T> =>
    post<T>('/execute/sync', { script: `return ${sourceOf(work, args)}`, args: [] });

  const find = (css: string, name?: string): Promise<ElementReference> =>
    appears(`${css} ${name ?? ''}`, () => execute<ElementReference | null>(reachableElement, [css, name]));
  const act = (source: object): Promise<unknown> => post('/actions', { actions: [source] });
  const strike = (values: string[]): Promise<unknown> =>
    act({
      type: 'key',
      id: 'keyboard',
      actions: values.flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    });
  const resize = (width: number, height: number): Promise<unknown> => post('/window/rect', { width, height });

  await resize(1280, 840);
  return {
    goto: async (url) => {
      await post('/url', { url });
    },
    run: (work, ...args) => execute(work, args),
    click: async (css, name) => {
      const origin = await find(css, name);
      // Not the driver's own click: it takes an element of a shadow root for one that is covered.
      await act({
        type: 'pointer',
        id: 'mouse',
        actions: [
          { type: 'pointerMove', origin, x: 0, y: 0 },
          { type: 'pointerDown', button: 0 },
          { type: 'pointerUp', button: 0 },
        ],
      });
    },
    type: async (text) => {
      await strike(Array.from(text));
    },
    press: async (key) => {
      await strike([keys[key]]);
    },
    resize: async (width, height) => {
      await resize(width, height);
    },
    enterFrame: async (css) => {
      await post('/frame', { id: null });
      if (css !== undefined) await post('/frame', { id: await find(css) });
    },
    screenshot: async () => Buffer.from(await send<string>('GET', `/session/${sessionId}/screenshot`), 'base64'),
    close: async () => {
      await send('DELETE', `/session/${sessionId}`);
      process.off('exit', endWithUs);
      driver.kill();
      screen.process.kill();
      await Promise.all(closed);
    },
  };
}

/** An X server without a monitor. It chooses a free number and says it. */
async function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const child = spawn(xvfbPath(), ['-displayfd', '1', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.endsWith('\n')) resolve(output.trim());
    });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`Xvfb ended with ${code}.`)));
  });
  return { display: `:${number}`, process: child };
}
