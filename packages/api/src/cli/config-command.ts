import type { Assistant } from '@askwell/contract';
import type { Command } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import type { ConfigFile } from '../http/index.js';
import { CallFailed, createApiClient, type ApiClient, type GlobalOptions } from './api-client.js';
import { compareConfig, settingsOf, toLines } from './config-file/compare.js';

const defaultFile = 'askwell.config.json';

interface ConfigOptions {
  assistant?: string;
  dryRun?: boolean;
}

export function addConfigCommand(program: Command): void {
  const config = program.command('config').description('keep an assistant’s settings in a file');
  config
    .command('check')
    .description('check the file without a server; the exit code is 1 when something is wrong')
    .argument('[file]', 'the file', defaultFile)
    .action(async (file: string, _options: object, command: Command) => {
      if (await readConfig(file, command)) say(command, { valid: true }, `${file} is valid.`);
    });
  config
    .command('push')
    .description('show what would change, and change the assistant; takes effect at the next load of each page')
    .argument('[file]', 'the file', defaultFile)
    .option('--dry-run', 'only show it')
    .option('--assistant <id>', 'the assistant (default: the file’s, else the tenant’s only one)')
    .action(push);
  config
    .command('pull')
    .description('write the assistant’s settings to the file')
    .argument('[file]', 'the file', defaultFile)
    .option('--assistant <id>', 'the assistant (default: the file’s, else the tenant’s only one)')
    .action(pull);
}

async function push(file: string, { dryRun = false, assistant: id }: ConfigOptions, command: Command): Promise<void> {
  const config = await readConfig(file, command);
  if (config === undefined) return;
  const client = await createApiClient(command, 'secret');
  const assistant = await findAssistant(client, id ?? config.assistant);
  const changes = compareConfig(config, assistant);
  const sections = new Set(changes.map(({ path }) => path.split('.')[0]));
  const body = Object.fromEntries(Object.entries(settingsOf(config)).filter(([name]) => sections.has(name)));
  if (!dryRun && changes.length > 0) await client.call('PATCH', `/v1/assistants/${assistant.id}`, body);
  const end =
    changes.length === 0 ? `${assistant.id} is as the file says.` : `${dryRun ? 'Would change' : 'Changed'} ${assistant.id}.`;
  say(
    command,
    { assistant: assistant.id, changes, pushed: !dryRun && changes.length > 0 },
    [...toLines(changes), end].join('\n'),
  );
}

async function pull(file: string, { assistant: id }: ConfigOptions, command: Command): Promise<void> {
  const former = await readFile(file, 'utf8').catch(() => undefined);
  const { checkConfig } = await import('./config-file/check-config.js');
  const { formatConfig } = await import('./config-file/format-config.js');
  const checked = former === undefined ? undefined : checkConfig(former);
  const known = checked?.ok === true ? checked.config : undefined;
  const client = await createApiClient(command, 'secret');
  const assistant = await findAssistant(client, id ?? known?.assistant);
  const $schema = known?.$schema ?? `${client.base}/schema/askwell.config.json`;
  const text = formatConfig(assistant, { $schema, assistant: id ?? known?.assistant });
  const written = text !== former;
  if (written) await writeFile(file, text);
  say(
    command,
    { assistant: assistant.id, file, written },
    written ? `Wrote ${file} from ${assistant.id}.` : `${file} is up to date.`,
  );
}

/** The file's config; undefined after its problems have been told. */
async function readConfig(file: string, command: Command): Promise<ConfigFile | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) throw new CallFailed(`There is no file "${file}". "askwell config pull" writes one.`);
  // Here, since the schemas take a moment to load and other commands need none.
  const { checkConfig } = await import('./config-file/check-config.js');
  const checked = checkConfig(text);
  if (checked.ok) return checked.config;
  process.exitCode = 1;
  if (command.optsWithGlobals<GlobalOptions>().json) console.log(JSON.stringify({ valid: false, problems: checked.problems }));
  else for (const { line, column, message } of checked.problems) console.error(`${file}:${line}:${column}  ${message}`);
  return undefined;
}

async function findAssistant(client: ApiClient, id: string | undefined): Promise<Assistant> {
  if (id !== undefined) return client.call<Assistant>('GET', `/v1/assistants/${encodeURIComponent(id)}`);
  const { data } = await client.call<{ data: Assistant[] }>('GET', '/v1/assistants');
  const [only, another] = data;
  if (only !== undefined && another === undefined) return only;
  const ids = data.map((one) => `${one.id} (${one.name})`).join(', ');
  throw new CallFailed(`Which assistant? Name one with --assistant, or as "assistant" in the file: ${ids}.`);
}

function say(command: Command, data: object, text: string): void {
  console.log(command.optsWithGlobals<GlobalOptions>().json ? JSON.stringify(data) : text);
}
