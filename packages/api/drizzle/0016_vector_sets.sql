CREATE TABLE "vector_sets" (
	"tenant_id" text NOT NULL,
	"space" text NOT NULL,
	"home" text NOT NULL,
	"state" text NOT NULL,
	"model" text NOT NULL,
	"dimension" integer NOT NULL,
	"requested_dimensions" integer,
	"is_indexed" boolean DEFAULT false NOT NULL,
	"tokens" bigint DEFAULT 0 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vector_sets_tenant_id_space_home_pk" PRIMARY KEY("tenant_id","space","home")
);
--> statement-breakpoint
ALTER TABLE "vector_sets" ADD CONSTRAINT "vector_sets_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "vector_sets_active" ON "vector_sets" USING btree ("tenant_id") WHERE state = 'active';
--> statement-breakpoint
ALTER TABLE "chunk_vectors" NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Of the spaces that a tenant has vectors in, the fullest is searched from now on.
INSERT INTO vector_sets (tenant_id, space, home, state, model, dimension)
  SELECT tenant_id, space, 'shared',
    CASE WHEN row_number() OVER (PARTITION BY tenant_id ORDER BY count(*) DESC, space) = 1 THEN 'active' ELSE 'retired' END,
    substring(space FROM '^(.*)@'), substring(space FROM '@([0-9]+)$')::integer
  FROM chunk_vectors GROUP BY tenant_id, space;
--> statement-breakpoint
ALTER TABLE "chunk_vectors" DROP CONSTRAINT "chunk_vectors_tenant_id_chunk_number_chunks_tenant_id_number_fk";
--> statement-breakpoint
ALTER TABLE "chunk_vectors" DROP CONSTRAINT "chunk_vectors_tenant_id_space_chunk_number_pk";
--> statement-breakpoint
-- The table becomes the first partition, where all tenants live that have none of their own.
ALTER TABLE "chunk_vectors" RENAME TO "chunk_vectors_shared";
--> statement-breakpoint
ALTER INDEX "chunk_vectors_content" RENAME TO "chunk_vectors_shared_content";
--> statement-breakpoint
ALTER TABLE "chunk_vectors_shared" ADD COLUMN "home" text DEFAULT 'shared' NOT NULL;
--> statement-breakpoint
ALTER TABLE "chunk_vectors_shared" ADD CONSTRAINT "chunk_vectors_shared_pk" PRIMARY KEY("tenant_id","space","chunk_number","home");
--> statement-breakpoint
CREATE TABLE "chunk_vectors" (
	"tenant_id" text NOT NULL,
	"home" text DEFAULT 'shared' NOT NULL,
	"space" text NOT NULL,
	"chunk_number" integer NOT NULL,
	"embedding" halfvec NOT NULL,
	"content_hash" text,
	CONSTRAINT "chunk_vectors_tenant_id_space_chunk_number_home_pk" PRIMARY KEY("tenant_id","space","chunk_number","home")
) PARTITION BY LIST ("home");
--> statement-breakpoint
CREATE INDEX "chunk_vectors_content" ON "chunk_vectors" USING btree ("tenant_id","content_hash");
--> statement-breakpoint
ALTER TABLE "chunk_vectors" ATTACH PARTITION "chunk_vectors_shared" FOR VALUES IN ('shared');
--> statement-breakpoint
ALTER TABLE "chunk_vectors_shared" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['chunk_vectors', 'vector_sets']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')) '
      'WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), ''''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO askwell_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Maintenance finds the tenants whose vectors are not where or what they should be, and nothing else.
GRANT SELECT ON vector_sets, knowledge_stats TO askwell_maintenance;
--> statement-breakpoint
CREATE POLICY maintenance ON vector_sets FOR SELECT TO askwell_maintenance USING (true);
--> statement-breakpoint
CREATE POLICY maintenance ON knowledge_stats FOR SELECT TO askwell_maintenance USING (true);
--> statement-breakpoint
-- The tenant's chunks nearest to a vector, nearest first, of those allowed where p_allowed is given. None where there is no vector.
-- `app.vector_scan` tells how they were found. A search must read one partition alone, so its name stands in the statement.
CREATE OR REPLACE FUNCTION askwell_nearest_chunks(p_tenant text, p_space text, p_vector text, p_allowed integer[], p_limit integer)
RETURNS SETOF integer LANGUAGE plpgsql VOLATILE SET jit = off SET enable_seqscan = off SET enable_sort = off AS $$
DECLARE
  -- Fewer are read faster than the graph finds enough of them.
  few CONSTANT integer := 10000;
  -- Parsed once: in a cached plan a cast would parse it for each row.
  v_vector halfvec := p_vector::halfvec;
  v_home text;
  v_dimension integer;
  v_is_indexed boolean;
  v_numbers integer[];
BEGIN
  IF v_vector IS NULL THEN RETURN; END IF;
  SELECT s.home, s.dimension, s.is_indexed INTO v_home, v_dimension, v_is_indexed FROM vector_sets s
    WHERE s.tenant_id = p_tenant AND s.space = p_space ORDER BY s.state LIMIT 1;
  IF coalesce(v_home, 'shared') = 'shared' THEN
    PERFORM set_config('app.vector_scan', 'exact', true);
    IF p_allowed IS NULL THEN
      RETURN QUERY SELECT v.chunk_number FROM chunk_vectors_shared v WHERE v.tenant_id = p_tenant AND v.space = p_space
        ORDER BY v.embedding <=> v_vector LIMIT p_limit;
    ELSE
      RETURN QUERY SELECT v.chunk_number FROM unnest(p_allowed) AS a(number)
        JOIN chunk_vectors_shared v ON v.tenant_id = p_tenant AND v.space = p_space AND v.chunk_number = a.number
        ORDER BY v.embedding <=> v_vector LIMIT p_limit;
    END IF;
    RETURN;
  END IF;

  IF v_is_indexed AND (p_allowed IS NULL OR cardinality(p_allowed) > few) THEN
    PERFORM set_config('app.vector_scan', 'index', true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
      set_config('hnsw.ef_search', least(1000, greatest(100, 2 * p_limit))::text, true),
      set_config('hnsw.max_scan_tuples', '40000', true), set_config('hnsw.scan_mem_multiplier', '2', true);
    -- A relaxed scan gives its rows only nearly in order.
    EXECUTE format('SELECT array_agg(n.chunk_number ORDER BY n.distance) FROM (
        SELECT v.chunk_number, v.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s) AS distance FROM chunk_vectors v
          WHERE v.tenant_id = %2$L AND v.home = %3$L AND v.space = %4$L AND ($2 IS NULL OR v.chunk_number = ANY ($2))
          ORDER BY 2 LIMIT $3) n', v_dimension, p_tenant, v_home, p_space)
      INTO v_numbers USING v_vector, p_allowed, p_limit;
    -- A graph can miss rows and says nothing. There are more than the limit, so too few means that some were missed.
    IF coalesce(cardinality(v_numbers), 0) >= p_limit THEN
      RETURN QUERY SELECT * FROM unnest(v_numbers);
      RETURN;
    END IF;
    PERFORM set_config('app.vector_scan', 'repeated', true);
  ELSE
    PERFORM set_config('app.vector_scan', 'exact', true);
  END IF;
  -- Without the cast no HNSW index fits.
  RETURN QUERY EXECUTE format('SELECT v.chunk_number FROM chunk_vectors v
      WHERE v.tenant_id = %1$L AND v.home = %2$L AND v.space = %3$L AND ($2 IS NULL OR v.chunk_number = ANY ($2))
      ORDER BY v.embedding <=> $1 LIMIT $3', p_tenant, v_home, p_space)
    USING v_vector, p_allowed, p_limit;
END $$;
--> statement-breakpoint
-- How near the given chunks are, of those that have a vector in the space.
CREATE FUNCTION askwell_chunk_cosines(p_tenant text, p_space text, p_vector text, p_numbers integer[])
RETURNS TABLE (chunk_number integer, cosine float8) LANGUAGE plpgsql STABLE ROWS 50
  SET jit = off SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
#variable_conflict use_column
DECLARE
  v_vector halfvec := p_vector::halfvec;
  v_home text;
BEGIN
  IF v_vector IS NULL THEN RETURN; END IF;
  SELECT s.home INTO v_home FROM vector_sets s WHERE s.tenant_id = p_tenant AND s.space = p_space ORDER BY s.state LIMIT 1;
  IF coalesce(v_home, 'shared') = 'shared' THEN
    RETURN QUERY SELECT v.chunk_number, 1 - (v.embedding <=> v_vector) FROM unnest(p_numbers) AS n(number)
      JOIN chunk_vectors_shared v ON v.tenant_id = p_tenant AND v.space = p_space AND v.chunk_number = n.number;
  ELSE
    RETURN QUERY EXECUTE format('SELECT v.chunk_number, 1 - (v.embedding <=> $1) FROM unnest($2) AS n(number)
        JOIN chunk_vectors v ON v.tenant_id = %L AND v.home = %L AND v.space = %L AND v.chunk_number = n.number',
        p_tenant, v_home, p_space)
      USING v_vector, p_numbers;
  END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION askwell_find_candidates(
  p_tenant text,
  -- One entry for each (group, term): the group's number from 1, the term, what one occurrence counts.
  p_groups integer[], p_terms text[], p_factors float8[],
  -- One entry for each group.
  p_weights float8[],
  p_space text, p_vector text, p_candidates integer, p_minimum integer,
  -- Only chunks of documents whose metadata hold all of this.
  p_filter jsonb DEFAULT NULL
) RETURNS json LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_sort = off SET jit = off
  SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  -- BM25, Robertson & Zaragoza 2009; the same k1 stands in bm25.ts.
  k1 CONSTANT float8 := 1.5;
  v_count integer;
  v_version bigint;
  v_term_ids integer[];
  v_term_groups integer[];
  v_term_factors float8[];
  v_idf float8[];
  v_gain float8[];
  v_numbers integer[];
  v_lexical float8[];
  v_allowed integer[];
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  SELECT s.chunk_count, s.version INTO v_count, v_version FROM knowledge_stats s WHERE s.tenant_id = p_tenant;
  v_count := coalesce(v_count, 0);
  IF p_filter IS NOT NULL THEN
    SELECT coalesce(array_agg(c.number), '{}') INTO v_allowed FROM documents d JOIN chunks c ON c.tenant_id = p_tenant AND c.document_id = d.id
      WHERE d.tenant_id = p_tenant AND d.metadata @> p_filter;
  END IF;

  WITH known AS MATERIALIZED (
    SELECT t.id, q.g, q.f, t.chunk_frequency
      FROM unnest(p_groups, p_terms, p_factors) AS q(g, term, f)
      JOIN terms t ON t.tenant_id = p_tenant AND t.term = q.term
  ), frequency AS (
    SELECT c.g, least(v_count, sum(c.df)) AS df FROM (
      SELECT k.g, k.f * k.chunk_frequency AS df FROM known k UNION ALL SELECT g.g, 0 FROM generate_subscripts(p_weights, 1) AS g(g)
    ) c GROUP BY c.g
  )
  SELECT (SELECT array_agg(k.id ORDER BY k.id, k.g) FROM known k), (SELECT array_agg(k.g ORDER BY k.id, k.g) FROM known k),
    (SELECT array_agg(k.f ORDER BY k.id, k.g) FROM known k),
    array_agg(ln(1 + (v_count - f.df + 0.5) / (f.df + 0.5)) ORDER BY f.g),
    array_agg((k1 + 1) * p_weights[f.g] * ln(1 + (v_count - f.df + 0.5) / (f.df + 0.5)) ORDER BY f.g)
    INTO v_term_ids, v_term_groups, v_term_factors, v_idf, v_gain FROM frequency f;

  -- A group of one term, as most are and the frequent ones always, needs no sum before it is saturated.
  WITH group_term AS MATERIALIZED (
    SELECT q.id, q.g, q.f, count(*) OVER (PARTITION BY q.g) = 1 AS is_alone
      FROM unnest(v_term_ids, v_term_groups, v_term_factors) AS q(id, g, f)
      -- Words that nearly every chunk holds cost most and change nothing.
      WHERE v_gain[q.g] >= 0.03 * (SELECT max(gain) FROM unnest(v_gain) AS gain)
  ), scored AS MATERIALIZED (
    SELECT o.chunk_number, sum(o.score) AS score FROM (
      SELECT p.chunk_number, v_gain[q.g] * q.f * p.weight / (k1 + q.f * p.weight) AS score
        FROM group_term q JOIN postings p ON p.tenant_id = p_tenant AND p.term_id = q.id WHERE q.is_alone
      UNION ALL
      SELECT m.chunk_number, v_gain[m.g] * m.tf / (k1 + m.tf) FROM (
        SELECT p.chunk_number, q.g, sum(q.f * p.weight) AS tf
          FROM group_term q JOIN postings p ON p.tenant_id = p_tenant AND p.term_id = q.id WHERE NOT q.is_alone
          GROUP BY p.chunk_number, q.g
      ) m
    ) o GROUP BY o.chunk_number
  ), dense AS MATERIALIZED (
    SELECT n AS chunk_number FROM askwell_nearest_chunks(p_tenant, p_space, p_vector, v_allowed, p_candidates) AS n
  ), candidates AS (
    (SELECT s.chunk_number, s.score FROM scored s
      WHERE (p_filter IS NULL OR s.chunk_number IN (SELECT a FROM unnest(v_allowed) AS a))
      ORDER BY s.score DESC, s.chunk_number LIMIT p_candidates)
    UNION ALL SELECT d.chunk_number, NULL FROM dense d
    UNION ALL SELECT s.chunk_number, s.score FROM scored s
      WHERE p_vector IS NOT NULL AND s.chunk_number = ANY (ARRAY(SELECT d.chunk_number FROM dense d))
  )
  SELECT array_agg(m.chunk_number), array_agg(m.score) INTO v_numbers, v_lexical FROM (
    SELECT c.chunk_number, max(c.score) AS score FROM candidates c GROUP BY c.chunk_number
  ) m;

  -- The search always fills its page: chunks without any match follow at score 0.
  IF coalesce(cardinality(v_numbers), 0) < least(p_minimum, CASE WHEN p_filter IS NULL THEN v_count ELSE cardinality(v_allowed) END) THEN
    SELECT v_numbers || array_agg(f.number) INTO v_numbers FROM (
      SELECT c.number FROM chunks c WHERE c.tenant_id = p_tenant AND c.number <> ALL (coalesce(v_numbers, '{}'))
          AND (p_filter IS NULL OR c.number IN (SELECT a FROM unnest(v_allowed) AS a))
        ORDER BY c.number LIMIT p_minimum - coalesce(cardinality(v_numbers), 0)
    ) f;
  END IF;

  RETURN (
    SELECT json_build_object('chunkCount', v_count, 'version', v_version, 'idf', coalesce(v_idf, '{}'),
        'numbers', coalesce(array_agg(c.number), '{}'), 'lexical', coalesce(array_agg(coalesce(n.lexical, 0)), '{}'),
        'versions', coalesce(array_agg(d.xmin::text), '{}'),
        'cosines', CASE WHEN p_vector IS NOT NULL THEN array_agg(v.cosine) END,
        'vectorScan', nullif(current_setting('app.vector_scan', true), ''))
      FROM unnest(v_numbers, v_lexical) AS n(number, lexical)
      JOIN chunks c ON c.tenant_id = p_tenant AND c.number = n.number
      JOIN documents d ON d.tenant_id = p_tenant AND d.id = c.document_id
      LEFT JOIN askwell_chunk_cosines(p_tenant, p_space, p_vector, v_numbers) v ON v.chunk_number = n.number
  );
END $$;
