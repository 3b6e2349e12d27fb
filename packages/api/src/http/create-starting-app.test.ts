import { describe, expect, it } from 'vitest';
import { createStartingApp } from './create-starting-app.js';
import { toPublicFile, type PublicFiles } from './public-files.js';
import { createRouter, type Router } from './router.js';
import { openWidgetReleases } from './widget-releases.js';

const files: PublicFiles = new Map([
  ['widget.js', toPublicFile(Buffer.from('loader'), 'widget.js', 'text/javascript')],
  ['demo/index.html', toPublicFile(Buffer.from('<p>__ASKWELL_KEY__</p>'), 'index.html', 'text/html')],
]);

async function createApp(options: { key?: string; waitMilliseconds?: number } = {}): Promise<{
  router: Router;
  start: (whole: Router) => void;
  fail: (error: Error) => void;
}> {
  let start: (whole: Router) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const whole = new Promise<Router>((resolve, reject) => {
    start = resolve;
    fail = reject;
  });
  const router = createStartingApp({
    files,
    releases: await openWidgetReleases(files, undefined),
    demoKey: () => options.key,
    whole,
    ...(options.waitMilliseconds === undefined ? {} : { waitMilliseconds: options.waitMilliseconds }),
  });
  return { router, start, fail };
}

function createWhole(): Router {
  const whole = createRouter();
  whole.get('/demo', (c) => c.text('demo of the whole app'));
  whole.post('/v1/search', async (c) => c.text(`found ${await c.req.text()}`));
  return whole;
}

describe('while the server starts', () => {
  it('serves pages and scripts, lives, and is not ready', async () => {
    const { router } = await createApp({ key: 'pk_demo' });
    expect(await (await router.request('/demo')).text()).toBe('<p>pk_demo</p>');
    expect(await (await router.request('/widget.js')).text()).toBe('loader');
    expect((await router.request('/health/live')).status).toBe(200);
    expect((await router.request('/health/ready')).status).toBe(503);
  });

  it('lets a request wait, with its body, until the whole app answers it', async () => {
    const { router, start } = await createApp();
    const found = router.request('/v1/search', { method: 'POST', body: 'bees' });
    const demo = router.request('/demo');
    await new Promise(setImmediate);
    start(createWhole());
    expect(await (await found).text()).toBe('found bees');
    expect(await (await demo).text()).toBe('demo of the whole app');
  });

  it('says when to come back where the start takes long or fails', async () => {
    const slow = await createApp({ waitMilliseconds: 5 });
    const failed = await createApp();
    failed.fail(new Error('no database'));
    // Time for a rejection that nobody takes to be reported.
    await new Promise(setImmediate);
    for (const response of [await slow.router.request('/v1/search'), await failed.router.request('/v1/search')]) {
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toBe('2');
      expect(await response.json()).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    }
  });
});
