import { chromium, type Browser, type LaunchOptions } from 'playwright';
import { chromiumPath } from './services.js';

// Headless, as root where CI is root, and silent: no request of Chromium's own leaves the machine.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser for one test file. The caller closes it. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath(), ...options, args: [...args, ...(options.args ?? [])] });
}
