import { expect, it } from 'vitest';
import { emptyWidgetConfig, resolveWidgetConfig, widgetDefaults } from './widget-defaults.js';

it('completes whatever a server sends', () => {
  expect(resolveWidgetConfig({})).toEqual({ ...emptyWidgetConfig, ...widgetDefaults });
  const config = resolveWidgetConfig({
    features: { feedback: false, copy: true, voice: true },
    attachments: { enabled: true },
    launcher: { offsetX: 0 },
    mode: 'popup',
  });
  expect(config.features).toMatchObject({ feedback: false, voice: true, edit: true });
  expect(config.attachments).toMatchObject({ enabled: true, maxFiles: 4 });
  expect(config.launcher).toMatchObject({ offsetX: 0, offsetY: 20, icon: 'chat' });
  expect(config).toMatchObject({ mode: 'popup', consent: 'none', identity: 'optional', locale: 'auto' });
});
