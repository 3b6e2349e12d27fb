-- A key is looked up for every call of a tenant's server: one round trip, as the app's role, under `presented_key`.
CREATE FUNCTION askwell_find_key(p_hash text)
RETURNS TABLE (id text, tenant_id text, assistant_id text, kind text, revoked boolean)
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.key_hash', p_hash, true);
  RETURN QUERY SELECT k.id, k.tenant_id, k.assistant_id, k.kind, k.revoked_at IS NOT NULL FROM api_keys k WHERE k.hash = p_hash;
END $$;
