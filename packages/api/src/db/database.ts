import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { sql as statement } from 'drizzle-orm';
import postgres from 'postgres';
import { DatabaseLateError, inTime } from './in-time.js';
import { lockDataDirectory, type DataDirectoryLock } from './data-directory-lock.js';
import { startPgliteServer, type PgliteServer } from './pglite-server.js';
import * as schema from './schema/index.js';

export type Sql = postgres.Sql;
export type SqlTransaction = postgres.TransactionSql;
export type Orm = PostgresJsDatabase<typeof schema>;
export type OrmTransaction = Parameters<Parameters<Orm['transaction']>[0]>[0];

/**
 * The database behind two clients: `orm` for ordinary reads and writes, `sql` for the hot path. They must stay two:
 * drizzle changes the parsers of the client it is given. Never await one inside a transaction of the other:
 * embedded, both share one backend.
 */
export interface Database {
  kind: 'pglite' | 'postgres';
  sql: Sql;
  orm: Orm;
  /** A further client, for a library that wants its own. */
  createClient(options?: { max?: number }): Sql;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A PostgreSQL address. Absent: the embedded database. */
  url?: string | undefined;
  /** Directory of the embedded database. Absent: a temporary one, gone when it closes. */
  dataDir?: string | undefined;
  /** Connections of each client. */
  poolSize?: number | undefined;
}

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.url !== undefined) return createDatabase('postgres', connectTo(options.url, options.poolSize ?? 10));

  const lock = options.dataDir === undefined ? undefined : await lockDataDirectory(options.dataDir);
  const server = await startPgliteServer(options.dataDir === undefined ? undefined : `${options.dataDir}/pglite`);
  return createDatabase('pglite', embedded(server), { server, lock });
}

type CreateClient = (options?: { max?: number }) => Sql;

function createDatabase(
  kind: Database['kind'],
  createClient: CreateClient,
  embeddedParts?: { server: PgliteServer; lock: DataDirectoryLock | undefined },
): Database {
  const sql = createClient();
  const ormClient = createClient();
  return {
    kind,
    sql,
    orm: kind === 'postgres' ? inTimeOrm(drizzle(ormClient, { schema })) : drizzle(ormClient, { schema }),
    createClient,
    async close() {
      await Promise.all([sql.end({ timeout: 5 }), ormClient.end({ timeout: 5 })]);
      await embeddedParts?.server.close();
      await embeddedParts?.lock?.release();
    },
  };
}

/** No request waits for a connection or a slow statement without end; a transaction whose caller has gone does not begin. */
function inTimeOrm(orm: Orm): Orm {
  const transaction = orm.transaction.bind(orm);
  orm.transaction = async (work, config) => {
    let isLate = false;
    const running = transaction((tx) => {
      if (isLate) throw new DatabaseLateError('Nobody waits for this transaction any longer');
      return work(tx);
    }, config);
    try {
      return await inTime(running);
    } finally {
      isLate = true;
      running.catch(() => {}); // Told above, or nobody waits for it.
    }
  };
  return orm;
}

const longestPauseSeconds = 1;

function connectTo(url: string, poolSize: number): CreateClient {
  return (options) =>
    postgres(url, {
      max: options?.max ?? poolSize,
      onnotice: ignoreNotice,
      connect_timeout: 5,
      // Of its own it would wait up to 20 s before it tries a database again that has come back.
      backoff: (attempts) => Math.min(0.05 * 2 ** attempts, longestPauseSeconds),
    });
}

function embedded(server: PgliteServer): CreateClient {
  // postgres.js takes a `socket` factory that its types leave out.
  const socket = { socket: () => server.connect() };
  return () => postgres({ ...socket, max: 1, user: 'postgres', database: 'postgres', onnotice: ignoreNotice, idle_timeout: 0 });
}

function ignoreNotice(): void {}

/** Runs `work` in one transaction as the app's role inside one tenant. */
export async function inTenant<T>(database: Database, tenantId: string, work: (tx: OrmTransaction) => Promise<T>): Promise<T> {
  return database.orm.transaction(async (tx) => {
    await tx.execute(statement`select set_config('role', 'askwell_app', true), set_config('app.tenant_id', ${tenantId}, true)`);
    return work(tx);
  });
}

/** The same with the plain client, for statements that drizzle cannot say or where its cost shows. */
export async function inTenantSql<T>(database: Database, tenantId: string, work: (tx: SqlTransaction) => Promise<T>): Promise<T> {
  const result = await database.sql.begin(async (tx) => {
    await tx`select set_config('role', 'askwell_app', true), set_config('app.tenant_id', ${tenantId}, true)`;
    return { value: await work(tx) };
  });
  return result.value;
}
