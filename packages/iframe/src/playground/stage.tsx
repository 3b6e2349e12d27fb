import type { WidgetConfig } from '@askwell/contract';
import { createPalette, withPreset } from '@askwell/sdk/dom';
import { useEffect, useRef, useState } from 'preact/hooks';
import { wholeDraft, type Draft } from './draft.js';
import { previewReady, type PreviewMessage } from './preview-message.js';

export interface StageProps {
  draft: Draft;
}

const widths = ['desktop', 'phone'] as const;
const schemes = ['as set', 'light', 'dark'] as const;
const directions = ['as set', 'right to left'] as const;

/** The chat in a frame, as it would stand on a page, with ways to look at it that are no settings. */
export function Stage({ draft }: StageProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [width, setWidth] = useState<(typeof widths)[number]>('desktop');
  const [scheme, setScheme] = useState<(typeof schemes)[number]>('as set');
  const [direction, setDirection] = useState<(typeof directions)[number]>('as set');
  const theme = withPreset(draft.theme);
  const config: Partial<WidgetConfig> = {
    ...wholeDraft(draft),
    assistant: { id: '', name: 'Askwell' },
    features: { ...draft.features, feedback: draft.features.feedback ?? true, copy: draft.features.copy ?? true },
    locale: direction === 'as set' ? draft.locale : 'ar',
    header: Object.fromEntries(Object.entries(draft.header).filter(([, value]) => value !== '')),
    theme: { ...theme, colorScheme: scheme === 'as set' ? (theme.colorScheme ?? 'auto') : scheme },
  };
  const said = JSON.stringify(config);

  useEffect(() => {
    const tell = (): void => {
      const message: PreviewMessage = { type: 'askwell-preview', config: JSON.parse(said) as Partial<WidgetConfig> };
      frame.current?.contentWindow?.postMessage(message, location.origin);
    };
    const listen = ({ source, data }: MessageEvent): void => {
      if (source === frame.current?.contentWindow && data === previewReady) tell();
    };
    addEventListener('message', listen);
    tell();
    return () => removeEventListener('message', listen);
  }, [said]);

  return (
    <section class="stage" aria-label="Preview">
      <div class="views">
        <View label="Width" value={width} options={widths} onChange={setWidth} />
        <View label="Scheme" value={scheme} options={schemes} onChange={setScheme} />
        <View label="Direction" value={direction} options={directions} onChange={setDirection} />
      </div>
      <div class="ground" data-width={width} data-position={theme.position ?? 'right'}>
        <iframe
          ref={frame}
          src="playground/preview"
          title="The chat"
          style={
            width === 'phone'
              ? {}
              : {
                  width: px(theme.panelWidth ?? 400),
                  height: px(theme.panelHeight ?? 720),
                  borderRadius: px(corner(theme.radius)),
                }
          }
        />
        {width === 'desktop' && <Launcher draft={draft} dark={config.theme?.colorScheme === 'dark'} />}
      </div>
    </section>
  );
}

interface ViewProps<T> {
  label: string;
  value: T;
  options: readonly T[];
  onChange: (value: T) => void;
}

function View<T extends string>({ label, value, options, onChange }: ViewProps<T>) {
  return (
    <div class="view" role="group" aria-label={label}>
      {options.map((option) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChange(option)}>
          {option}
        </button>
      ))}
    </div>
  );
}

/** How the button will look, not the button itself. */
function Launcher({ draft, dark }: { draft: Draft; dark: boolean }) {
  const theme = withPreset(draft.theme);
  const { icon = 'chat', label = '', size, offsetX = 20, offsetY = 20 } = draft.launcher;
  const { accent, onAccent } = createPalette(theme.accent, dark ? 'dark' : 'light', theme.neutral);
  const height = size === 'compact' || theme.density === 'compact' ? 44 : 56;
  const radius = theme.radius === 'none' ? 0 : theme.radius === 'small' ? 16 : height / 2;
  return (
    <div
      class="launcher"
      aria-hidden="true"
      style={{
        height: px(height),
        minWidth: px(height),
        borderRadius: px(radius),
        color: onAccent,
        background: accent,
        marginInline: theme.position === 'left' ? `${offsetX}px auto` : `auto ${offsetX}px`,
        marginBlockEnd: px(offsetY),
      }}
    >
      <svg viewBox="0 0 24 24">
        <path d={launcherShapes[icon]} />
      </svg>
      {label !== '' && <span>{label}</span>}
    </div>
  );
}

const launcherShapes = {
  chat: 'M12 3.5c4.9 0 8.5 3.2 8.5 7.3s-3.6 7.3-8.5 7.3c-.9 0-1.8-.1-2.7-.3l-4 2.3c-.3.2-.7-.1-.6-.5l.6-3.4c-1.2-1.3-1.8-3.2-1.8-5.4 0-4.1 3.6-7.3 8.5-7.3z',
  question: 'M8.8 9a3.2 3.2 0 1 1 4.6 2.9c-.9.5-1.4 1.1-1.4 2.1v.5m0 3.2v.1',
  spark: 'M12 3.5l1.9 5.6 5.6 1.9-5.6 1.9L12 18.5l-1.9-5.6L4.5 11l5.6-1.9z',
  help: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zm-2.4 6a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2 1-1.2 1.8m0 3v.1',
  search: 'M11 4.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm4.7 11.2 4 4',
  mail: 'M4 6.5h16v11H4zm0 .5 8 6 8-6',
} as const;

function corner(radius: 'none' | 'small' | 'medium' | 'large' = 'medium'): number {
  return { none: 0, small: 8, medium: 16, large: 24 }[radius];
}

function px(value: number): string {
  return `${value}px`;
}
