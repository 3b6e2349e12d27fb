export { inTenant, inTenantSql, openDatabase } from './database.js';
export type { Database, DatabaseOptions, Orm, OrmTransaction, Sql, SqlTransaction } from './database.js';
export { DataDirectoryLockedError } from './data-directory-lock.js';
export { migrate } from './migrate.js';
export { inTime, isAway, untilBack } from './in-time.js';
