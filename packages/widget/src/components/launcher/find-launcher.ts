import type { Launcher } from './create-launcher.js';

/** On the host, so that the element's copy of this module finds what the loader's copy has painted. */
export const launcherKey = Symbol.for('askwell.launcher');

/** The launcher that the loader, or an earlier call, has painted on this host. */
export function findLauncher(host: HTMLElement): Launcher | undefined {
  return (host as { [launcherKey]?: Launcher })[launcherKey];
}
