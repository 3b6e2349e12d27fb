import { sql, type SQL } from 'drizzle-orm';
import type { Orm, OrmTransaction, Sql } from '../db/index.js';

type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;

/** pg-boss speaks through a connection of its own: its maintenance is whole transactions in one text. */
export function executeOn(client: Sql): ExecuteSql {
  return async (text, values = []) => {
    try {
      const result = await client.unsafe(text, values.map(withoutUndefined) as never[]);
      return { rows: [...result].flat() };
    } catch (error) {
      // A text that opened a transaction and failed leaves it open.
      if (/^\s*begin/i.test(text)) await client.unsafe('rollback');
      throw error;
    }
  };
}

/** The same inside a transaction of ours. */
export function executeWith(orm: Orm | OrmTransaction): ExecuteSql {
  return async (text, values = []) => ({ rows: [...(await orm.execute(toStatement(text, values)))] });
}

function toStatement(text: string, values: unknown[]): SQL {
  const pieces = text.split(/\$(\d+)/);
  const parts = pieces.map((piece, index) =>
    index % 2 === 0 ? sql.raw(piece) : sql`${withoutUndefined(values[Number(piece) - 1])}`,
  );
  return sql.join(parts);
}

function withoutUndefined(value: unknown): unknown {
  return value === undefined ? null : value;
}
