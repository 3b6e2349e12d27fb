import type { OwnServer } from './own-server.mjs';

export function startOwnRedis(options: { log: (line: string) => void }): Promise<OwnServer>;
