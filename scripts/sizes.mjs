import { existsSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';
import { runBin } from './lib/run.mjs';

// The sdk is measured as a site would bundle it; the widget measures its own requests, up to the usable composer.
const sdk = await runBin('size-limit');
const widget = existsSync(inRoot('packages/widget/scripts/sizes.mjs'))
  ? await runBin('node scripts/sizes.mjs', { cwd: inRoot('packages/widget') })
  : { code: 0 };
process.exitCode = sdk.code || widget.code ? 1 : 0;
