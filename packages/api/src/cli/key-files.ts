import type { CreatedTenant } from '@askwell/contract';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `serve --demo` remembers of the demo tenant: its keys, and each document as it was read last. */
export interface DemoTenant {
  tenant: CreatedTenant;
  documents: Record<string, { id: string; fingerprint: string }>;
}

export const platformKeyFile = (dataDir: string): string => join(dataDir, 'platform-key');
export const demoTenantFile = (dataDir: string): string => join(dataDir, 'demo-tenant.json');

/** The platform key from its file, made on first use; only its owner can read it. */
export async function readOrCreatePlatformKey(dataDir: string): Promise<string> {
  const file = platformKeyFile(dataDir);
  const known = await readText(file);
  if (known !== undefined) return known.trim();
  const key = randomBytes(32).toString('hex');
  await writePrivate(dataDir, file, `${key}\n`);
  return key;
}

export async function readPlatformKey(dataDir: string): Promise<string | undefined> {
  return (await readText(platformKeyFile(dataDir)))?.trim();
}

export async function readDemoTenant(dataDir: string): Promise<DemoTenant | undefined> {
  const text = await readText(demoTenantFile(dataDir));
  return text === undefined ? undefined : (JSON.parse(text) as DemoTenant);
}

export async function writeDemoTenant(dataDir: string, demo: DemoTenant): Promise<void> {
  await writePrivate(dataDir, demoTenantFile(dataDir), `${JSON.stringify(demo, null, 2)}\n`);
}

async function writePrivate(directory: string, file: string, text: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(file, text, { mode: 0o600 });
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
