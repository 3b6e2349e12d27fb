import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mustRun } from '../lib/run.mjs';

const policyFile = '/usr/sbin/policy-rc.d';
let updated = false;

/** Whether packages can be installed here: Debian or a child of it, as root. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages without starting the services that come with them. */
export async function installPackages(names, log) {
  log(`Installing Debian packages: ${names.join(' ')} ...`);
  await updateLists();
  // Debian's way to say that no service starts: this file answers 101.
  const ownPolicy = !existsSync(policyFile);
  if (ownPolicy) writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await apt('install', '--no-install-recommends', ...names);
  } finally {
    if (ownPolicy) rmSync(policyFile, { force: true });
  }
}

/** The address this machine takes Debian's main packages from. */
export async function debianMirror() {
  await updateLists();
  const format = '$(ORIGIN)|$(LABEL)|$(COMPONENT)|$(REPO_URI)';
  const lines = (await mustRun('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], { capture: true })).split(
    '\n',
  );
  const mirror = lines
    .map((line) => line.split('|'))
    .find(([origin, label, component]) => `${origin} ${label} ${component}` === 'Debian Debian main');
  if (!mirror) throw new Error('This machine has no apt source of Debian itself. Set DATABASE_URL, or start Docker.');
  return mirror[3];
}

async function updateLists() {
  if (updated) return;
  await apt('update');
  updated = true;
}

function apt(...args) {
  const options = ['-qq', '-y', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
  return mustRun('apt-get', [...options, ...args], { capture: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
}
