import type { Assistant, AssistantChanges, WidgetSettings } from '@askwell/contract';
import { widgetDefaults } from '@askwell/contract';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { OrmTransaction, Database } from '../db/index.js';
import { inTenant, inTime } from '../db/index.js';
import { apiKeys, assistants, knowledgeStats, tenants, visitors } from '../db/schema/index.js';
import type { KeyKind } from './api-key.js';

export interface StoredKey {
  id: string;
  tenantId: string;
  assistantId: string;
  kind: KeyKind;
  revoked: boolean;
}

/** Finds a key by its hash before its tenant is known; the policy `presented_key` shows that one row. */
export async function findKeyByHash(database: Database, hash: string): Promise<StoredKey | undefined> {
  const [row] = await inTime(
    database.sql<StoredKey[]>`
      select id, tenant_id as "tenantId", assistant_id as "assistantId", kind, revoked from askwell_find_key(${hash})`,
  );
  return row;
}

export interface TenantRows {
  tenantId: string;
  name: string;
  assistantId: string;
  allowedOrigins: string[];
  keys: { id: string; kind: KeyKind; hash: string; publishable: string | null }[];
}

export async function insertTenant(database: Database, rows: TenantRows): Promise<void> {
  const { tenantId, assistantId } = rows;
  await inTenant(database, tenantId, async (tx) => {
    await tx.insert(tenants).values({ tenantId, name: rows.name });
    await tx.insert(knowledgeStats).values({ tenantId });
    await tx.insert(assistants).values({ tenantId, id: assistantId, name: rows.name, allowedOrigins: rows.allowedOrigins });
    await tx.insert(apiKeys).values(rows.keys.map((key) => ({ tenantId, assistantId, ...key })));
  });
}

export async function findAssistant(database: Database, tenantId: string, id: string): Promise<Assistant | undefined> {
  return inTenant(database, tenantId, (tx) => readAssistant(tx, tenantId, id));
}

export async function listAssistants(database: Database, tenantId: string): Promise<Assistant[]> {
  return inTenant(database, tenantId, async (tx) => {
    const rows = await tx.select().from(assistants).where(eq(assistants.tenantId, tenantId)).orderBy(assistants.createdAt);
    return rows.map(toAssistant);
  });
}

/** `accept` sees the assistant as it would be; whatever it throws undoes the change. */
export async function updateAssistant(
  database: Database,
  { tenantId, id, changes }: { tenantId: string; id: string; changes: AssistantChanges },
  accept: (assistant: Assistant) => void,
): Promise<Assistant | undefined> {
  return inTenant(database, tenantId, async (tx) => {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    const columns = Object.fromEntries(given.filter(([name]) => !isWidgetSection(name)));
    const sections = Object.fromEntries(given.filter(([name]) => isWidgetSection(name)));
    await tx
      .update(assistants)
      .set({ ...columns, widget: sql`${assistants.widget} || ${JSON.stringify(sections)}::jsonb`, updatedAt: sql`now()` })
      .where(and(eq(assistants.tenantId, tenantId), eq(assistants.id, id)));
    const assistant = await readAssistant(tx, tenantId, id);
    if (assistant !== undefined) accept(assistant);
    return assistant;
  });
}

async function readAssistant(tx: OrmTransaction, tenantId: string, id: string): Promise<Assistant | undefined> {
  const [row] = await tx
    .select()
    .from(assistants)
    .where(and(eq(assistants.tenantId, tenantId), eq(assistants.id, id)));
  return row === undefined ? undefined : toAssistant(row);
}

function toAssistant(row: typeof assistants.$inferSelect): Assistant {
  const { tenantId: _tenantId, createdAt: _createdAt, updatedAt: _updatedAt, widget, ...assistant } = row;
  return { ...assistant, ...widget };
}

function isWidgetSection(name: string): name is keyof WidgetSettings {
  return Object.hasOwn(widgetDefaults, name);
}

export async function insertVisitor(database: Database, tenantId: string, assistantId: string, id: string): Promise<void> {
  await inTenant(database, tenantId, (tx) => tx.insert(visitors).values({ tenantId, assistantId, id }));
}

/** True if there is this anonymous visitor; its last visit is now. */
export async function touchVisitor(database: Database, tenantId: string, assistantId: string, id: string): Promise<boolean> {
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .update(visitors)
      .set({ seenAt: sql`now()` })
      .where(
        and(eq(visitors.tenantId, tenantId), eq(visitors.id, id), eq(visitors.assistantId, assistantId), isNull(visitors.userId)),
      )
      .returning({ id: visitors.id }),
  );
  return rows.length > 0;
}

export async function hasVisitor(database: Database, tenantId: string, id: string): Promise<boolean> {
  const rows = await inTenant(database, tenantId, (tx) =>
    tx
      .select({ id: visitors.id })
      .from(visitors)
      .where(and(eq(visitors.tenantId, tenantId), eq(visitors.id, id))),
  );
  return rows.length > 0;
}
