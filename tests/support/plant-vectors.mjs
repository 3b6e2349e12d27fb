/**
 * Plants clustered vectors straight into the tables, many times faster than through an embedding model: each is a centre plus two
 * spreads of few dimensions, as passages on a few hundred topics would be. `sql` is a postgres.js client of the tables' owner.
 */
export async function createPlanter(
  sql,
  { dimensions = 384, centres = 200, spreads = 1000, latent = 24, parts: use = 'make' } = {},
) {
  const random = mulberry32(7);
  const axes = Array.from({ length: latent }, () => gaussian(random, dimensions));
  const spread = () => scale(combine(gaussian(random, latent), axes), 0.5 / Math.sqrt(latent));
  const parts = [
    ...Array.from({ length: centres }, (_, n) => ({ kind: 'centre', n, v: gaussian(random, dimensions) })),
    ...Array.from({ length: spreads }, (_, n) => ({ kind: 'spread', n, v: spread() })),
  ];
  await sql`create schema if not exists planting`;
  await sql`create unlogged table if not exists planting.parts (kind text, n integer, v vector, primary key (kind, n))`;
  const toInsert = use === 'make' ? parts : [];
  for (let from = 0; from < toInsert.length; from += 100) {
    const batch = toInsert.slice(from, from + 100);
    await sql`
      insert into planting.parts select kind, n, v::vector from unnest(${batch.map(({ kind }) => kind)}::text[], ${batch.map(({ n }) => n)}::integer[],
        ${batch.map(({ v }) => `[${v.map((value) => value.toFixed(4)).join(',')}]`)}::text[]) as i(kind, n, v)`;
  }
  /** Which centre and spreads the vector of a number has; never the same three for long. */
  const vectorOf = (number, seed) => sql`
    (select l2_normalize(c.v + a.v + b.v)::halfvec from planting.parts c, planting.parts a, planting.parts b
      where c.kind = 'centre' and c.n = abs(hashint8extended(${number}, ${seed})) % ${centres}
        and a.kind = 'spread' and a.n = abs(hashint8extended(${number}, ${seed} + 1)) % ${spreads}
        and b.kind = 'spread' and b.n = abs(hashint8extended(${number}, ${seed} + 2)) % ${spreads})`;

  return {
    /** Vectors alone, of chunks that nobody looks up: a neighbour. */
    async plantVectors({ tenantId, space, count, seed = 1 }) {
      await putActiveSet(sql, tenantId, space, dimensions);
      await sql`
        insert into chunk_vectors (tenant_id, space, chunk_number, embedding)
          select ${tenantId}, ${space}, g.n, ${vectorOf(sql`g.n`, seed)} from generate_series(1, ${count}::integer) as g(n)`;
    },
    /** One document with so many chunks, each with its vector. */
    async plantChunks({ tenantId, space, count, seed = 1 }) {
      await putActiveSet(sql, tenantId, space, dimensions);
      await sql`insert into documents (tenant_id, id, title, media_type, status, text, chunk_count)
        values (${tenantId}, ${`doc_${tenantId}`}, 'Planted', 'text/plain', 'ready', 'planted', ${count})`;
      await sql`
        with planted as (
          insert into chunks (tenant_id, id, document_id, ordinal, heading_path, start, "end", text)
            select ${tenantId}, ${`chk_${tenantId}_`} || n, ${`doc_${tenantId}`}, n, '[]', 0, 7, 'planted'
              from generate_series(1, ${count}::integer) as n
            returning number
        )
        insert into chunk_vectors (tenant_id, space, chunk_number, embedding)
          select ${tenantId}, ${space}, p.number, ${vectorOf(sql`p.number::bigint`, seed)} from planted p`;
      await sql`insert into knowledge_stats (tenant_id, chunk_count, version) values (${tenantId}, ${count}, 1)`;
    },
    /** Questions from the same topics, as vectors in text. */
    async questions(count) {
      const rows = await sql`select ${vectorOf(sql`g.n`, 99)}::text as vector from generate_series(1, ${count}::integer) as g(n)`;
      return rows.map(({ vector }) => vector);
    },
    /** The numbers of the nearest chunks, by looking at each of the tenant's vectors. */
    async exactly({ tenantId, space, vector, limit }) {
      const rows = await sql`
        select chunk_number as number from chunk_vectors where tenant_id = ${tenantId} and space = ${space}
          order by embedding <=> ${vector}::text::halfvec, chunk_number limit ${limit}`;
      return rows.map(({ number }) => number);
    },
  };
}

async function putActiveSet(sql, tenantId, space, dimensions) {
  await sql`insert into tenants (tenant_id, name) values (${tenantId}, 'planted') on conflict do nothing`;
  await sql`insert into vector_sets (tenant_id, space, home, state, model, dimension)
    values (${tenantId}, ${space}, 'shared', 'active', ${space.split('@')[0]}, ${dimensions})`;
}

function combine(weights, axes) {
  return axes[0].map((_, at) => weights.reduce((sum, weight, axis) => sum + weight * axes[axis][at], 0));
}

function scale(vector, by) {
  return vector.map((value) => value * by);
}

function gaussian(random, length) {
  return Array.from({ length }, () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
}

function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
