import type { CreatedTenant } from '@askwell/contract';
import type { Command } from 'commander';
import { createApiClient, type GlobalOptions } from './api-client.js';

export function addTenantsCommand(program: Command): void {
  program
    .command('tenants')
    .description('manage tenants')
    .command('create')
    .description('make a tenant and print its keys; the secret key is shown this once')
    .argument('<name>', 'what the tenant is called')
    .option('--origin <origins...>', 'origins whose pages may embed the chat, like https://www.example.com')
    .action(async (name: string, options: { origin?: string[] }, command: Command) => {
      const client = await createApiClient(command, 'platform');
      const tenant = await client.call<CreatedTenant>('POST', '/v1/tenants', { name, allowedOrigins: options.origin ?? [] });
      if (command.optsWithGlobals<GlobalOptions>().json) {
        console.log(JSON.stringify(tenant));
        return;
      }
      console.log(
        [
          `Tenant           ${tenant.tenant.name} (${tenant.tenant.id})`,
          `Assistant        ${tenant.assistant.id}`,
          `Secret key       ${tenant.keys.secret}   keep it on your server; it is not shown again`,
          `Publishable key  ${tenant.keys.publishable}   for the script tag`,
        ].join('\n'),
      );
    });
}
