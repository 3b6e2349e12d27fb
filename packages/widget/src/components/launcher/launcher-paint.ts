/**
 * The sheet of what the page itself has set on the tag, which the launcher shows before the tenant's theme is here.
 * Only `#rrggbb` and whole numbers are taken.
 */
export function launcherPaint(host: { getAttribute(name: string): string | null }): string {
  const accent = host.getAttribute('accent') ?? '';
  const zIndex = host.getAttribute('z-index') ?? '';
  let properties = '';
  if (/^#[\da-f]{6}$/i.test(accent)) properties += `--askwell-accent:${accent};--askwell-on-accent:${onAccent(accent)};`;
  if (/^-?\d+$/.test(zIndex)) properties += `--askwell-z-index:${zIndex}`;
  return `:host{${properties}}`;
}

/** White where it has 4.5:1 (WCAG 2 contrast), else near-black. */
function onAccent(accent: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(accent.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5 ? '#fff' : '#0b0f19';
}
