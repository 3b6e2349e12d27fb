-- A large document is written, and taken out, in many short transactions, so that nothing else waits for one long one. Meanwhile its chunks
-- are hidden: they stand in the tables, and no search sees them. One row for each run of numbers that are this document's alone.
-- `staging` names the attempt that writes them; without it they are leaving. No statistic counts them.
CREATE TABLE "hidden_chunks" (
	"tenant_id" text NOT NULL,
	"first_number" integer NOT NULL,
	"last_number" integer NOT NULL,
	"document_id" text NOT NULL,
	"staging" text,
	CONSTRAINT "hidden_chunks_tenant_id_first_number_pk" PRIMARY KEY("tenant_id","first_number")
);
--> statement-breakpoint
ALTER TABLE "hidden_chunks" ADD CONSTRAINT "hidden_chunks_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
-- No cascade: with these rows the postings of what they hide would show.
ALTER TABLE "hidden_chunks" ADD CONSTRAINT "hidden_chunks_tenant_id_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "hidden_chunks_document" ON "hidden_chunks" USING btree ("tenant_id","document_id");
--> statement-breakpoint
ALTER TABLE "hidden_chunks" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "hidden_chunks" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON "hidden_chunks" USING (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "hidden_chunks" TO askwell_app;
--> statement-breakpoint
-- NULL where none are. Stable, so that it sees what the statement sees that asks.
CREATE FUNCTION askwell_hidden_chunks(p_tenant text) RETURNS int4multirange LANGUAGE sql STABLE
  AS $$ SELECT range_agg(int4range(h.first_number, h.last_number, '[]')) FROM hidden_chunks h WHERE h.tenant_id = p_tenant $$;
--> statement-breakpoint
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
          AND NOT coalesce(v.chunk_number <@ (SELECT askwell_hidden_chunks(p_tenant)), false)
        ORDER BY v.embedding <=> v_vector LIMIT p_limit;
    ELSE
      RETURN QUERY SELECT v.chunk_number FROM unnest(p_allowed) AS a(number)
        JOIN chunk_vectors_shared v ON v.tenant_id = p_tenant AND v.space = p_space AND v.chunk_number = a.number
        WHERE NOT coalesce(v.chunk_number <@ (SELECT askwell_hidden_chunks(p_tenant)), false)
        ORDER BY v.embedding <=> v_vector LIMIT p_limit;
    END IF;
    RETURN;
  END IF;

  IF v_is_indexed AND (p_allowed IS NULL OR cardinality(p_allowed) > few) THEN
    PERFORM set_config('app.vector_scan', 'index', true), set_config('hnsw.iterative_scan', 'relaxed_order', true),
      set_config('hnsw.ef_search', least(1000, greatest(200, 4 * p_limit))::text, true),
      set_config('hnsw.max_scan_tuples', '40000', true), set_config('hnsw.scan_mem_multiplier', '2', true);
    -- A relaxed scan gives its rows only nearly in order.
    EXECUTE format('SELECT array_agg(n.chunk_number ORDER BY n.distance) FROM (
        SELECT v.chunk_number, v.embedding::halfvec(%1$s) <=> $1::halfvec(%1$s) AS distance FROM chunk_vectors v
          WHERE v.tenant_id = %2$L AND v.home = %3$L AND v.space = %4$L AND ($2 IS NULL OR v.chunk_number = ANY ($2))
      AND NOT coalesce(v.chunk_number <@ $4, false)
          ORDER BY 2 LIMIT $3) n', v_dimension, p_tenant, v_home, p_space)
      INTO v_numbers USING v_vector, p_allowed, p_limit, askwell_hidden_chunks(p_tenant);
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
      AND NOT coalesce(v.chunk_number <@ $4, false)
      ORDER BY v.embedding <=> $1 LIMIT $3', p_tenant, v_home, p_space)
    USING v_vector, p_allowed, p_limit, askwell_hidden_chunks(p_tenant);
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
      WHERE d.tenant_id = p_tenant AND d.metadata @> p_filter AND NOT coalesce(c.number <@ (SELECT askwell_hidden_chunks(p_tenant)), false);
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
    ) o WHERE NOT coalesce(o.chunk_number <@ (SELECT askwell_hidden_chunks(p_tenant)), false) GROUP BY o.chunk_number
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
          AND NOT coalesce(c.number <@ (SELECT askwell_hidden_chunks(p_tenant)), false)
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
      WHERE NOT coalesce(c.number <@ (SELECT askwell_hidden_chunks(p_tenant)), false)
  );
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION askwell_read_postings(p_tenant text, p_terms text[]) RETURNS TABLE (version bigint, term text, postings bytea)
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
  SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  v_terms text[];
  v_postings bytea[];
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  SELECT array_agg(q.term), array_agg(q.postings) INTO v_terms, v_postings FROM (
    SELECT i.term, (
        SELECT string_agg(int4send(p.chunk_number) || float4send(p.weight), ''::bytea ORDER BY p.chunk_number)
          FROM terms t JOIN postings p ON p.tenant_id = p_tenant AND p.term_id = t.id WHERE t.tenant_id = p_tenant AND t.term = i.term AND NOT coalesce(p.chunk_number <@ (SELECT askwell_hidden_chunks(p_tenant)), false)
      ) AS postings
      FROM unnest(p_terms) AS i(term)
  ) q;
  RETURN QUERY SELECT s.version, q.term, q.postings
    FROM (SELECT (SELECT k.version FROM knowledge_stats k WHERE k.tenant_id = p_tenant) AS version) s
    LEFT JOIN unnest(v_terms, v_postings) AS q(term, postings) ON true;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION askwell_read_passages(p_tenant text, p_numbers integer[]) RETURNS TABLE (
  number integer, version text, id text, document_id text, external_id text, title text, url text, media_type text,
  heading_path jsonb, page integer, first integer, last integer, body text, language text, previous integer, next integer
) LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  RETURN QUERY SELECT c.number, d.xmin::text, c.id, c.document_id, d.external_id, d.title, d.url, d.media_type,
      c.heading_path, c.page, c.start, c."end", c.text, c.language,
      (SELECT p.number FROM chunks p WHERE p.tenant_id = p_tenant AND p.document_id = c.document_id
        AND p.ordinal = c.ordinal - 1 AND p.heading_path = c.heading_path
        AND NOT coalesce(p.number <@ (SELECT askwell_hidden_chunks(p_tenant)), false)),
      (SELECT f.number FROM chunks f WHERE f.tenant_id = p_tenant AND f.document_id = c.document_id
        AND f.ordinal = c.ordinal + 1 AND f.heading_path = c.heading_path
        AND NOT coalesce(f.number <@ (SELECT askwell_hidden_chunks(p_tenant)), false))
    FROM unnest(p_numbers) AS n(number)
    JOIN chunks c ON c.tenant_id = p_tenant AND c.number = n.number
    JOIN documents d ON d.tenant_id = p_tenant AND d.id = c.document_id
    WHERE NOT coalesce(c.number <@ (SELECT askwell_hidden_chunks(p_tenant)), false);
END $$;
