-- A process may rank by words itself, from postings that it has read. Both functions enter the tenant, as the search does.
-- The version is read last: where it is still the reader's own, the postings before it are of that version as well.
CREATE FUNCTION askwell_read_postings(p_tenant text, p_terms text[]) RETURNS TABLE (version bigint, term text, postings bytea)
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
          FROM terms t JOIN postings p ON p.tenant_id = p_tenant AND p.term_id = t.id WHERE t.tenant_id = p_tenant AND t.term = i.term
      ) AS postings
      FROM unnest(p_terms) AS i(term)
  ) q;
  RETURN QUERY SELECT s.version, q.term, q.postings
    FROM (SELECT (SELECT k.version FROM knowledge_stats k WHERE k.tenant_id = p_tenant) AS version) s
    LEFT JOIN unnest(v_terms, v_postings) AS q(term, postings) ON true;
END $$;
--> statement-breakpoint
CREATE FUNCTION askwell_confirm_candidates(p_tenant text, p_documents text[], OUT version bigint, OUT versions text)
LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
  SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  SELECT (SELECT k.version FROM knowledge_stats k WHERE k.tenant_id = p_tenant),
      string_agg(coalesce((SELECT d.xmin::text FROM documents d WHERE d.tenant_id = p_tenant AND d.id = i.id), ''), ' ' ORDER BY i.at)
    INTO version, versions FROM unnest(p_documents) WITH ORDINALITY AS i(id, at);
END $$;
