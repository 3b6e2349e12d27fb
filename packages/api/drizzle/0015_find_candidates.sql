-- The search function gives numbers instead of rows: a process keeps the passages that it has read. `versions` tells when a document's
-- row has changed since, by the transaction that wrote it. `askwell_find_passages` stays for nodes that are still being replaced.
-- Statistics of a tenant's first documents say nothing about its later size, and the embedded database never analyses.
-- So the plans below are fixed by shape: small arrays drive index lookups.
CREATE FUNCTION askwell_find_candidates(
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
        'cosines', CASE WHEN p_vector IS NOT NULL THEN array_agg(1 - (v.embedding <=> p_vector::halfvec)) END)
      FROM unnest(v_numbers, v_lexical) AS n(number, lexical)
      JOIN chunks c ON c.tenant_id = p_tenant AND c.number = n.number
      JOIN documents d ON d.tenant_id = p_tenant AND d.id = c.document_id
      LEFT JOIN chunk_vectors v ON p_vector IS NOT NULL AND v.tenant_id = p_tenant AND v.space = p_space AND v.chunk_number = c.number
  );
END $$;
--> statement-breakpoint
CREATE FUNCTION askwell_read_passages(p_tenant text, p_numbers integer[]) RETURNS TABLE (
  number integer, version text, id text, document_id text, external_id text, title text, url text, media_type text,
  heading_path jsonb, page integer, first integer, last integer, body text, language text
) LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  RETURN QUERY SELECT c.number, d.xmin::text, c.id, c.document_id, d.external_id, d.title, d.url, d.media_type,
      c.heading_path, c.page, c.start, c."end", c.text, c.language
    FROM unnest(p_numbers) AS n(number)
    JOIN chunks c ON c.tenant_id = p_tenant AND c.number = n.number
    JOIN documents d ON d.tenant_id = p_tenant AND d.id = c.document_id;
END $$;
