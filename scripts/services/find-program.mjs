import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { canInstallPackages, installPackages } from './debian.mjs';

const folders = [
  ...(process.env.PATH ?? '').split(path.delimiter),
  '/usr/bin',
  '/usr/sbin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
];

/** The path of the first of these programs that is on this machine; its Debian package is installed when none is. */
export async function findProgram({ names, debian, instead, log }) {
  const found = lookUp(names);
  if (found) return found;
  if (canInstallPackages()) {
    await installPackages([debian], log);
    const installed = lookUp(names);
    if (installed) return installed;
  }
  throw new Error(
    `The tests need ${names[0]}, and it is not on this machine. Install it, set ${instead}, or run as root on Debian.`,
  );
}

function lookUp(names) {
  return names
    .flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name))))
    .find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // Not there, or not for us.
  }
}
