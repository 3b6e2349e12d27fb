import type { OwnServer } from './own-server.mjs';

export function startOwnPostgres(options: { log: (line: string) => void; durable?: boolean }): Promise<OwnServer>;
