#!/usr/bin/env node
import { Command } from 'commander';
import { addAskCommand } from './ask-command.js';
import { addConfigCommand } from './config-command.js';
import { addEvalCommand } from './eval-command.js';
import { addIngestCommand } from './ingest-command.js';
import { addMigrateCommand } from './migrate-command.js';
import { addServeCommand } from './serve-command.js';
import { addTenantsCommand } from './tenants-command.js';
import { reportFailure } from './report-failure.js';

const program = new Command('askwell')
  .description('A chat for any website that answers from the site’s own knowledge and cites the exact passage.')
  .version('0.1.0')
  .option('--json', 'print JSON instead of text', false)
  .option('--url <address>', 'the running server (default: ASKWELL_URL, else http://localhost:PORT)')
  .option('--key <key>', 'the key to call it with (default: ASKWELL_SECRET_KEY, else the demo tenant’s)');

addServeCommand(program);
addMigrateCommand(program);
addTenantsCommand(program);
addIngestCommand(program);
addAskCommand(program);
addEvalCommand(program);
addConfigCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  reportFailure(error, program.opts<{ json: boolean }>().json);
}
