import { iconPaths, type IconName } from './icon-paths.js';

const namespace = 'http://www.w3.org/2000/svg';

/** A decorative icon as an element. */
export function createIcon(name: IconName): SVGElement {
  return drawIcon(name, iconPaths[name]);
}

/** An icon that one view alone shows: its path comes with the view. */
export function drawIcon(name: string, path: string): SVGElement {
  const icon = document.createElementNS(namespace, 'svg');
  icon.setAttribute('class', `icon icon-${name}`);
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', path);
  icon.append(line);
  return icon;
}
