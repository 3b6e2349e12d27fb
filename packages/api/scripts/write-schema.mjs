// Writes the schema of askwell.config.json from the built package, as the server serves it.
import { writeFile } from 'node:fs/promises';
import { createConfigFileSchema } from '../dist/modules/http/schemas/config-file.js';

const target = new URL('../schema/askwell.config.json', import.meta.url);
await writeFile(target, `${JSON.stringify(createConfigFileSchema(), null, 2)}\n`);
