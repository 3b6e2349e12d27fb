import { sendPublicFile, toPublicFile } from '../public-files.js';
import type { Router } from '../router.js';
import { createConfigFileSchema } from '../schemas/config-file.js';

/** The address that `$schema` of an `askwell.config.json` names; editors of every origin may read it. */
export function addConfigSchema(router: Router): void {
  const bytes = Buffer.from(JSON.stringify(createConfigFileSchema()));
  const file = toPublicFile(bytes, 'askwell.config.json', 'application/schema+json');
  router.get('/schema/askwell.config.json', (c) => sendPublicFile(c, file, { 'access-control-allow-origin': '*' }));
}
