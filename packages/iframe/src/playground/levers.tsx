import { chatModes, launcherIconNames, locales, presets, themePresetNames, widgetDefaults, withPreset } from '@askwell/sdk/dom';
import { Accent } from './accent.js';
import { Choice, Group, Select, Slider, Switch, Text } from './controls.js';
import type { Draft } from './draft.js';
import { ServiceLevers } from './service-levers.js';
import { Words } from './words.js';

export interface LeversProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

const switches = [
  ['feedback', 'Thumbs', true],
  ['copy', 'Copy', true],
  ['regenerate', 'Answer again', true],
  ['edit', 'Edit the last question', true],
  ['followUps', 'Follow-up questions', true],
  ['conversationList', 'Conversation list', true],
  ['unread', 'Unread mark', true],
  ['sound', 'Sound', false],
  ['voice', 'Voice', false],
  ['pageContext', 'Page’s title, address and selection', false],
  ['pageTools', 'Page’s tools', true],
] as const;

const languages = new Intl.DisplayNames(['en'], { type: 'language' });

export function Levers({ draft, onChange }: LeversProps) {
  const theme = withPreset(draft.theme);
  const set = (change: Partial<Draft>): void => onChange({ ...draft, ...change });
  const setTheme = (change: Draft['theme']): void => set({ theme: { ...draft.theme, ...change } });
  const setLauncher = (change: Draft['launcher']): void => set({ launcher: { ...draft.launcher, ...change } });
  const setHeader = (change: Draft['header']): void => set({ header: { ...draft.header, ...change } });

  return (
    <form class="levers" onSubmit={(event) => event.preventDefault()} aria-label="Settings">
      <Group title="Colour">
        <div data-setting="theme.accent">
          <Accent
            key={presets[theme.preset ?? 'default'].accent}
            value={theme.accent}
            onChange={(accent) => setTheme({ accent })}
          />
        </div>
        <Choice
          label="Neutral"
          setting="theme.neutral"
          value={theme.neutral ?? 'accent'}
          options={['accent', 'gray', 'warm', 'cool']}
          onChange={(neutral) => setTheme({ neutral })}
        />
        <Choice
          label="Scheme"
          setting="theme.colorScheme"
          value={theme.colorScheme ?? 'auto'}
          options={['auto', 'light', 'dark']}
          onChange={(colorScheme) => setTheme({ colorScheme })}
        />
      </Group>
      <Group title="Shape and type">
        <Choice
          label="Preset"
          setting="theme.preset"
          value={theme.preset ?? 'default'}
          options={themePresetNames}
          onChange={(preset) =>
            set({ theme: { preset, ...(draft.theme.colorScheme ? { colorScheme: draft.theme.colorScheme } : {}) } })
          }
        />
        <Choice
          label="Corners"
          setting="theme.radius"
          value={theme.radius ?? 'medium'}
          options={['none', 'small', 'medium', 'large']}
          onChange={(radius) => setTheme({ radius })}
        />
        <Choice
          label="Density"
          setting="theme.density"
          value={theme.density ?? 'comfortable'}
          options={['compact', 'comfortable']}
          onChange={(density) => setTheme({ density })}
        />
        <Slider
          label="Text"
          setting="theme.fontSize"
          value={theme.fontSize ?? (theme.density === 'compact' ? 14 : 15)}
          min={13}
          max={18}
          onChange={(fontSize) => setTheme({ fontSize })}
        />
        <Slider
          label="Panel width"
          setting="theme.panelWidth"
          value={theme.panelWidth ?? 400}
          min={320}
          max={640}
          onChange={(panelWidth) => setTheme({ panelWidth })}
        />
        <Slider
          label="Panel height"
          setting="theme.panelHeight"
          value={theme.panelHeight ?? 720}
          min={400}
          max={960}
          onChange={(panelHeight) => setTheme({ panelHeight })}
        />
        <Text
          label="Font"
          setting="theme.fontFamily"
          value={theme.fontFamily ?? ''}
          hint="A font that your page has already, such as Georgia."
          onChange={(fontFamily) => setTheme({ fontFamily })}
        />
      </Group>
      <Group title="Launcher">
        <Choice label="Mode" setting="mode" value={draft.mode} options={chatModes} onChange={(mode) => set({ mode })} />
        <Choice
          label="Icon"
          setting="launcher.icon"
          value={draft.launcher.icon ?? 'chat'}
          options={launcherIconNames}
          onChange={(icon) => setLauncher({ icon })}
        />
        <Text
          label="Label"
          setting="launcher.label"
          value={draft.launcher.label ?? ''}
          onChange={(label) => setLauncher({ label })}
        />
        <Choice
          label="Size"
          setting="launcher.size"
          value={draft.launcher.size ?? 'regular'}
          options={['compact', 'regular']}
          onChange={(size) => setLauncher({ size })}
        />
        <Choice
          label="Corner"
          setting="theme.position"
          value={theme.position ?? 'right'}
          options={['left', 'right']}
          onChange={(position) => setTheme({ position })}
        />
        <Slider
          label="From the side"
          setting="launcher.offsetX"
          value={draft.launcher.offsetX ?? 20}
          min={0}
          max={200}
          onChange={(offsetX) => setLauncher({ offsetX })}
        />
        <Slider
          label="From the bottom"
          setting="launcher.offsetY"
          value={draft.launcher.offsetY ?? 20}
          min={0}
          max={200}
          onChange={(offsetY) => setLauncher({ offsetY })}
        />
        <Text
          label="Layer"
          setting="launcher.zIndex"
          value={String(draft.launcher.zIndex ?? widgetDefaults.launcher.zIndex)}
          hint="The z-index among the page’s own."
          onChange={(text) => setLauncher({ zIndex: /^\d+$/.test(text) ? Number(text) : undefined })}
        />
      </Group>
      <Group title="Words">
        <Text label="Name" setting="header.name" value={draft.header.name ?? ''} onChange={(name) => setHeader({ name })} />
        <Text
          label="Status"
          setting="header.status"
          value={draft.header.status ?? ''}
          onChange={(status) => setHeader({ status })}
        />
        <Text
          label="Picture"
          setting="header.avatarUrl"
          value={draft.header.avatarUrl ?? ''}
          hint="https://… or data:image/…"
          onChange={(avatarUrl) => setHeader({ avatarUrl })}
        />
        <Text label="Greeting" setting="greeting" value={draft.greeting} lines={2} onChange={(greeting) => set({ greeting })} />
        <Text
          label="Starters"
          setting="starters"
          value={draft.starters.join('\n')}
          lines={3}
          hint="One question a line, at most four."
          onChange={(text) => set({ starters: text.split('\n').slice(0, 4) })}
        />
        <Words strings={draft.strings} onChange={(strings) => set({ strings })} />
        <Select
          label="Language"
          setting="locale"
          value={draft.locale}
          options={[
            ['auto', 'The page’s, then the browser’s'],
            ...locales.map((one) => [one, languages.of(one) ?? one] as const),
          ]}
          onChange={(locale) => set({ locale })}
        />
      </Group>
      <Group title="Offers">
        <div class="switches">
          {switches.map(([name, label, initial]) => (
            <Switch
              key={name}
              label={label}
              setting={`features.${name}`}
              value={draft.features[name] ?? initial}
              onChange={(on) => set({ features: { ...draft.features, [name]: on } })}
            />
          ))}
        </div>
      </Group>
      <ServiceLevers draft={draft} onChange={onChange} />
      <Group title="Custom CSS">
        <Text
          label="Rules"
          setting="theme.customCss"
          value={theme.customCss ?? ''}
          lines={4}
          hint="Loads nothing: no @import, url() only with data:image/."
          onChange={(customCss) => setTheme({ customCss })}
        />
      </Group>
    </form>
  );
}
