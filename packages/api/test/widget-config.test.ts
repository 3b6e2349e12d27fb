import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assistant, WidgetConfig } from '@askwell/contract';
import { createTestApp, json, origin, type TestApp, type TestTenant } from './support/test-app.js';

let app: TestApp;
let tenant: TestTenant;

beforeAll(async () => {
  app = await createTestApp();
  tenant = await app.createTenant();
});
afterAll(() => app.close());

function patch(body: unknown): Promise<Response> {
  return tenant.call('PATCH', `/v1/assistants/${tenant.assistant.id}`, body);
}

function getConfig(headers: Record<string, string> = {}): Promise<Response> {
  return app.call('GET', `/v1/widget-config?key=${tenant.keys.publishable}`, { headers: { origin, ...headers } });
}

describe('the widget’s config', () => {
  it('sends only what differs from the defaults', async () => {
    const plain = await json<WidgetConfig>(await getConfig());
    expect(Object.keys(plain).sort()).toEqual('assistant features greeting locale starters strings theme'.split(' '));
    expect(plain).toMatchObject({ locale: 'auto', features: { feedback: true, copy: true } });

    const changes = {
      mode: 'bubble',
      features: { voice: true, edit: true, copy: false },
      launcher: { icon: 'chat', offsetX: 8 },
      attachments: { enabled: true, maxFiles: 4 },
      proactive: [{ when: 'time', seconds: 20, message: 'Any question?' }],
      theme: { preset: 'soft', accent: '#0a7d4f', customCss: '.panel { border-width: 2px }' },
    };
    const assistant = await json<Assistant>(await patch(changes));
    expect(assistant).toMatchObject(changes);
    expect(await json<Assistant>(await tenant.call('GET', `/v1/assistants/${tenant.assistant.id}`))).toEqual(assistant);
    expect(await json(await tenant.call('GET', '/v1/assistants'))).toEqual({ data: [assistant] });
    const config = await json<WidgetConfig>(await getConfig());
    expect(config.features).toEqual({ feedback: true, copy: false, voice: true });
    expect(config.launcher).toEqual({ offsetX: 8 });
    expect(config.attachments).toEqual({ enabled: true });
    expect(config).not.toHaveProperty('mode');
    expect(config.theme).toEqual({ radius: 'large', neutral: 'warm', ...changes.theme });

    await patch({ features: {}, launcher: {}, proactive: [], attachments: {}, theme: {} });
    expect(Object.keys(await json<WidgetConfig>(await getConfig())).sort()).toEqual(Object.keys(plain).sort());
  });

  it('is asked again by its ETag, compressed, and new at once after a change', async () => {
    const first = await getConfig();
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect((await getConfig({ 'if-none-match': etag })).status).toBe(304);
    await patch({ greeting: 'Changed' });
    const changed = await getConfig({ 'if-none-match': etag, 'accept-encoding': 'gzip' });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('content-encoding')).toBe('gzip');
    const bytes = Buffer.from(await changed.arrayBuffer());
    expect(bytes.length).toBeLessThanOrEqual(2048);
    expect(JSON.parse(gunzipSync(bytes).toString())).toMatchObject({ greeting: 'Changed' });
  });

  it('stays within 2 KB compressed: a change that would go over says what to shorten', async () => {
    const before = await json<Assistant>(await tenant.call('GET', `/v1/assistants/${tenant.assistant.id}`));
    const noise = Array.from({ length: 75 }, () => `.a${randomBytes(30).toString('base64url')}{top:0}`).join('');
    const refused = await patch({ greeting: 'Not kept', theme: { customCss: noise } });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      detail: expect.stringMatching(/of at most 2048\. Shorten theme \(\d+\)/) as string,
    });
    expect(await json(await tenant.call('GET', `/v1/assistants/${tenant.assistant.id}`))).toEqual(before);
  });

  it.each([
    [{ theme: { accent: 'blue' } }, 'theme.accent', /colour like #2563eb/],
    [{ theme: { customCss: '@import "https://evil.example"' } }, 'theme.customCss', /must not use @import/],
    [{ theme: { fontSize: 40 } }, 'theme.fontSize', /18/],
    [{ theme: { colour: '#fff' } }, 'theme', /colour/],
    [{ mode: 'sidebar' }, 'mode', /bubble/],
    [{ locale: 'English' }, 'locale', /language tag/],
    [{ imageHosts: ['https://a.example'] }, 'imageHosts.0', /must be a host/],
    [{ header: { avatarUrl: 'javascript:alert(1)' } }, 'header.avatarUrl', /https/],
    [{ proactive: [{ when: 'time', message: 'Hi' }] }, 'proactive.0.seconds', /number/],
    [{ proactive: [{ when: 'later', message: 'Hi' }] }, 'proactive.0.when', /./],
    [
      { leadForm: { when: ['handoff'], fields: [{ name: 'a', label: 'A', kind: 'select' }] } },
      'leadForm.fields.0.options',
      /select/,
    ],
    [{ strings: { sendd: 'x' } }, 'strings', /sendd/],
  ])('refuses %j and names the place', async (body, path, message) => {
    const response = await patch(body);
    expect(response.status).toBe(422);
    const { errors } = (await response.json()) as { errors: { path: string; message: string }[] };
    expect(errors[0]?.path).toBe(path);
    expect(errors[0]?.message).toMatch(message);
  });
});
