import type { Sql } from 'postgres';

export interface PlantedTenant {
  tenantId: string;
  space: string;
  count: number;
  seed?: number;
}

export interface Planter {
  plantVectors(tenant: PlantedTenant): Promise<void>;
  plantChunks(tenant: PlantedTenant): Promise<void>;
  questions(count: number): Promise<string[]>;
  exactly(search: { tenantId: string; space: string; vector: string; limit: number }): Promise<number[]>;
}

export function createPlanter(
  sql: Sql,
  options?: { dimensions?: number; centres?: number; spreads?: number; latent?: number },
): Promise<Planter>;
