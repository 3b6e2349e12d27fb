-- Each passage names the ones before and after it in its section: an answer may widen the passage that it was found by.
DROP FUNCTION askwell_read_passages(text, integer[]);
--> statement-breakpoint
CREATE FUNCTION askwell_read_passages(p_tenant text, p_numbers integer[]) RETURNS TABLE (
  number integer, version text, id text, document_id text, external_id text, title text, url text, media_type text,
  heading_path jsonb, page integer, first integer, last integer, body text, language text, previous integer, next integer
) LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  RETURN QUERY SELECT c.number, d.xmin::text, c.id, c.document_id, d.external_id, d.title, d.url, d.media_type,
      c.heading_path, c.page, c.start, c."end", c.text, c.language,
      (SELECT p.number FROM chunks p WHERE p.tenant_id = p_tenant AND p.document_id = c.document_id
        AND p.ordinal = c.ordinal - 1 AND p.heading_path = c.heading_path),
      (SELECT f.number FROM chunks f WHERE f.tenant_id = p_tenant AND f.document_id = c.document_id
        AND f.ordinal = c.ordinal + 1 AND f.heading_path = c.heading_path)
    FROM unnest(p_numbers) AS n(number)
    JOIN chunks c ON c.tenant_id = p_tenant AND c.number = n.number
    JOIN documents d ON d.tenant_id = p_tenant AND d.id = c.document_id;
END $$;
