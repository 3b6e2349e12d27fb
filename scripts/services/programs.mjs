import { findProgram } from './find-program.mjs';

const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const firefoxNames = ['firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** A Chromium for the browser tests: `CHROMIUM_PATH`, one on this machine, or Debian's. */
export async function findChromium({ log }) {
  const found =
    process.env.CHROMIUM_PATH || (await findProgram({ names: chromiumNames, debian: 'chromium', instead: 'CHROMIUM_PATH', log }));
  return { env: { CHROMIUM_PATH: found }, stop: async () => {} };
}

/** An nginx for the tests of streaming behind a proxy: `NGINX_PATH`, one on this machine, or Debian's. */
export async function findNginx({ log }) {
  const found =
    process.env.NGINX_PATH || (await findProgram({ names: ['nginx'], debian: 'nginx-light', instead: 'NGINX_PATH', log }));
  return { env: { NGINX_PATH: found }, stop: async () => {} };
}

/** A Firefox for the journeys in other browsers: `FIREFOX_PATH`, one on this machine, or Debian's. */
export async function findFirefox({ log }) {
  const found =
    process.env.FIREFOX_PATH || (await findProgram({ names: firefoxNames, debian: 'firefox-esr', instead: 'FIREFOX_PATH', log }));
  return { env: { FIREFOX_PATH: found }, stop: async () => {} };
}

/** WebKitGTK's driver with its small browser, and a screen for them: `WEBKIT_DRIVER_PATH` and `XVFB_PATH`, those on this machine, or Debian's. */
export async function findWebkit({ log }) {
  const driver =
    process.env.WEBKIT_DRIVER_PATH ||
    (await findProgram({ names: ['WebKitWebDriver'], debian: 'webkit2gtk-driver', instead: 'WEBKIT_DRIVER_PATH', log }));
  const screen = process.env.XVFB_PATH || (await findProgram({ names: ['Xvfb'], debian: 'xvfb', instead: 'XVFB_PATH', log }));
  return { env: { WEBKIT_DRIVER_PATH: driver, XVFB_PATH: screen }, stop: async () => {} };
}
