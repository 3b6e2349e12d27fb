import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createAdminClient, type AdminClient } from '@askwell/sdk/admin';
import { startServer, type RunningServer, type ServerOptions } from '../../support/start-server.js';

export interface DemoServer {
  url: string;
  server: RunningServer;
  assistantId: string;
  publishableKey: string;
  secretKey: string;
  admin: AdminClient;
  allow(...origins: string[]): Promise<void>;
  stop(): Promise<void>;
}

/** The built server on a data directory that is empty, with the demo tenant that answers from the docs. */
export async function startDemoServer(
  env: Record<string, string> = {},
  options: Pick<ServerOptions, 'dataDir'> = {},
): Promise<DemoServer> {
  const server = await startServer({ args: ['--demo'], env, ...options });
  const { tenant } = await readDemoTenant(server);
  const admin = createAdminClient({ baseUrl: server.url, secretKey: tenant.keys.secret });
  return {
    url: server.url,
    server,
    assistantId: tenant.assistant.id,
    publishableKey: tenant.keys.publishable,
    secretKey: tenant.keys.secret,
    admin,
    async allow(...allowedOrigins) {
      await admin.assistants.update(tenant.assistant.id, { allowedOrigins });
    },
    async stop() {
      await server.stop();
    },
  };
}

interface DemoTenantFile {
  tenant: { assistant: { id: string }; keys: { secret: string; publishable: string } };
}

/** The file is written once before the documents are read; `/demo` answers when all of them are. */
async function readDemoTenant(server: RunningServer): Promise<DemoTenantFile> {
  for (;;) {
    const { ok } = await fetch(`${server.url}/demo`);
    if (ok) return JSON.parse(await readFile(path.join(server.dataDir, 'demo-tenant.json'), 'utf8')) as DemoTenantFile;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
