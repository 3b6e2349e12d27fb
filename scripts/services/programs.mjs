import { findProgram } from './find-program.mjs';

const chromiumNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

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
