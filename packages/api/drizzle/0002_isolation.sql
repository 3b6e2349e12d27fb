-- Two roles that own nothing. Every statement of the product runs as one of them.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'askwell_app') THEN CREATE ROLE askwell_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'askwell_maintenance') THEN CREATE ROLE askwell_maintenance NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
-- A superuser may take any role already; granting it again would only collide with other databases' migrations.
DO $$ BEGIN
  IF NOT (pg_has_role(current_user, 'askwell_app', 'MEMBER') AND pg_has_role(current_user, 'askwell_maintenance', 'MEMBER')) THEN
    EXECUTE format('GRANT askwell_app, askwell_maintenance TO %I', current_user);
  END IF;
END $$;
--> statement-breakpoint
DO $$ BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO askwell_app, askwell_maintenance', current_schema());
END $$;
--> statement-breakpoint
CREATE UNIQUE INDEX postings_key ON postings (tenant_id, term_id, chunk_number) INCLUDE (weight);
--> statement-breakpoint
-- After a transaction-local setting ends it reads '', never NULL, so '' must mean no tenant.
CREATE FUNCTION askwell_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.tenant_id', true), '') $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['tenants', 'assistants', 'api_keys', 'visitors', 'conversations', 'messages', 'runs', 'feedback',
    'documents', 'document_inputs', 'chunks', 'terms', 'postings', 'knowledge_stats', 'chunk_vectors']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')) '
      'WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), ''''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO askwell_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- A key is found before its tenant is known: whoever presents the hash of a key may read that one row.
CREATE POLICY presented_key ON api_keys FOR SELECT USING (hash = nullif(current_setting('app.key_hash', true), ''));
--> statement-breakpoint
-- Maintenance ends the runs that a dead process left streaming, and nothing else.
GRANT SELECT, UPDATE ON runs, messages TO askwell_maintenance;
--> statement-breakpoint
CREATE POLICY maintenance ON runs TO askwell_maintenance USING (true);
--> statement-breakpoint
CREATE POLICY maintenance ON messages TO askwell_maintenance USING (true);
