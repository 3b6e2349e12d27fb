DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['usage_records', 'budgets', 'budget_counters', 'reservations']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')) '
      'WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), ''''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO askwell_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Counters change with each answer: room on the page keeps the updates off the index.
ALTER TABLE budget_counters SET (fillfactor = 50);
--> statement-breakpoint
CREATE FUNCTION askwell_period_start(p_period text) RETURNS timestamp LANGUAGE sql VOLATILE
  AS $$ SELECT date_trunc(p_period, timezone('utc', clock_timestamp())) $$;
--> statement-breakpoint
-- Takes room for one answer from all budgets that it counts against, or says which of them has none: NULL is yes.
CREATE FUNCTION askwell_reserve(p_tenant text, p_run text, p_visitor text, p_tokens bigint, p_cost bigint)
RETURNS json LANGUAGE plpgsql AS $$
DECLARE v_full json;
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  -- Whoever holds these rows decides alone, on any node; a tenant without budgets waits for nobody.
  PERFORM FROM budgets b WHERE b.tenant_id = p_tenant ORDER BY b.scope, b.period, b.unit FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  DELETE FROM reservations r WHERE r.tenant_id = p_tenant AND r.expires_at < clock_timestamp();

  -- One statement reads counters and reservations, since settling moves figures from one to the other.
  SELECT json_build_object('scope', f.scope, 'period', f.period, 'unit', f.unit, 'retryAfter',
      CASE WHEN f.used + f.asked <= f.amount THEN 5
        ELSE ceil(extract(epoch FROM f.starts + ('1 ' || f.period)::interval - timezone('utc', clock_timestamp()))) END)
    INTO v_full
    FROM (
      SELECT b.scope, b.period, b.unit, b.amount, s.starts,
        CASE b.unit WHEN 'tokens' THEN p_tokens ELSE p_cost END AS asked,
        coalesce(CASE b.unit WHEN 'tokens' THEN c.tokens ELSE c.cost END, 0) AS used,
        coalesce(CASE b.unit WHEN 'tokens' THEN r.tokens ELSE r.cost END, 0) AS reserved
      FROM budgets b
      CROSS JOIN LATERAL (SELECT askwell_period_start(b.period) AS starts) s
      LEFT JOIN budget_counters c ON c.tenant_id = p_tenant AND c.scope = b.scope AND c.period = b.period
        AND c.subject = CASE b.scope WHEN 'tenant' THEN '' ELSE p_visitor END AND c.starts_on = s.starts::date
      CROSS JOIN LATERAL (
        SELECT sum(o.tokens)::bigint AS tokens, sum(o.cost)::bigint AS cost FROM reservations o
        WHERE o.tenant_id = p_tenant AND (b.scope = 'tenant' OR o.visitor_id = p_visitor)
      ) r
      WHERE b.tenant_id = p_tenant AND (b.scope = 'tenant' OR p_visitor IS NOT NULL)
    ) f
    WHERE f.used + f.reserved + f.asked > f.amount
    ORDER BY f.period DESC, f.scope LIMIT 1;
  IF v_full IS NOT NULL THEN RETURN v_full; END IF;

  INSERT INTO reservations (tenant_id, run_id, visitor_id, tokens, cost, expires_at)
    VALUES (p_tenant, p_run, p_visitor, p_tokens, p_cost, clock_timestamp() + interval '15 minutes');
  RETURN NULL;
END $$;
--> statement-breakpoint
-- Books what an answer used, once, and gives its reservation back. Without figures only the latter.
CREATE FUNCTION askwell_settle(p_tenant text, p_run text, p_assistant text, p_visitor text, p_usage jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_prompt integer := (p_usage->>'promptTokens')::integer;
  v_completion integer := (p_usage->>'completionTokens')::integer;
  v_cost bigint := (p_usage->>'cost')::bigint;
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  DELETE FROM reservations r WHERE r.tenant_id = p_tenant AND r.run_id = p_run;
  -- A model that gave nothing took nothing.
  IF p_usage IS NULL OR (p_usage->>'model' IS NOT NULL AND v_prompt + v_completion = 0) THEN RETURN; END IF;
  INSERT INTO usage_records (tenant_id, id, assistant_id, visitor_id, model, prompt_tokens, completion_tokens, estimated, cost)
    VALUES (p_tenant, p_run, p_assistant, p_visitor, p_usage->>'model', v_prompt, v_completion,
      (p_usage->>'estimated')::boolean, v_cost)
    ON CONFLICT DO NOTHING;
  IF NOT FOUND OR v_prompt + v_completion = 0 THEN RETURN; END IF;
  -- Always in the same order, so that two answers never wait for each other.
  INSERT INTO budget_counters AS c (tenant_id, scope, subject, period, starts_on, tokens, cost)
    SELECT p_tenant, b.scope, CASE b.scope WHEN 'tenant' THEN '' ELSE p_visitor END, b.period,
        askwell_period_start(b.period)::date, v_prompt + v_completion, coalesce(v_cost, 0)
      FROM budgets b WHERE b.tenant_id = p_tenant AND (b.scope = 'tenant' OR p_visitor IS NOT NULL)
      GROUP BY b.scope, b.period ORDER BY b.scope, b.period
    ON CONFLICT (tenant_id, scope, subject, period, starts_on)
      DO UPDATE SET tokens = c.tokens + excluded.tokens, cost = c.cost + excluded.cost;
END $$;
--> statement-breakpoint
-- The turn's start with a reservation; the one without stays for nodes that are still being replaced.
CREATE FUNCTION askwell_start_turn(
  p_tenant text, p_visitor text, p_conversation text, p_client_message text, p_text text,
  p_question text, p_answer text, p_run text, p_history integer, p_tokens bigint, p_cost bigint
) RETURNS TABLE (outcome text, run_id text, answer_id text, question_id text, history json, assistant json)
LANGUAGE plpgsql AS $$
DECLARE
  v_assistant text;
  v_question record;
  v_full json;
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  SELECT c.assistant_id INTO v_assistant FROM conversations c
    WHERE c.tenant_id = p_tenant AND c.id = p_conversation AND c.visitor_id = p_visitor FOR UPDATE;
  IF NOT FOUND THEN
    RETURN QUERY SELECT 'not_found', NULL::text, NULL::text, NULL::text, NULL::json, NULL::json;
    RETURN;
  END IF;

  SELECT m.id, m.text, r.id AS run_id, r.answer_id INTO v_question
    FROM messages m JOIN runs r ON r.tenant_id = m.tenant_id AND r.conversation_id = m.conversation_id AND r.question_id = m.id
    WHERE m.tenant_id = p_tenant AND m.conversation_id = p_conversation AND m.client_message_id = p_client_message;
  IF FOUND THEN
    RETURN QUERY SELECT CASE WHEN v_question.text = p_text THEN 'replay' ELSE 'conflict' END,
      v_question.run_id, v_question.answer_id, v_question.id, NULL::json, NULL::json;
    RETURN;
  END IF;

  IF p_tokens > 0 THEN
    v_full := askwell_reserve(p_tenant, p_run, p_visitor, p_tokens, p_cost);
    IF v_full IS NOT NULL THEN
      RETURN QUERY SELECT 'over_budget', NULL::text, NULL::text, NULL::text, NULL::json, v_full;
      RETURN;
    END IF;
  END IF;

  RETURN QUERY SELECT 'started', p_run, p_answer, p_question,
    (SELECT coalesce(json_agg(json_build_object('role', h.role, 'text', h.text) ORDER BY h.position), '[]'::json) FROM
      (SELECT m.role, m.text, m.position FROM messages m
        WHERE m.tenant_id = p_tenant AND m.conversation_id = p_conversation AND m.text <> ''
        ORDER BY m.position DESC LIMIT p_history) h),
    (SELECT json_build_object('id', a.id, 'name', a.name, 'instructions', a.instructions, 'model', a.model) FROM assistants a
      WHERE a.tenant_id = p_tenant AND a.id = v_assistant);

  INSERT INTO messages (tenant_id, id, conversation_id, role, text, client_message_id)
    VALUES (p_tenant, p_question, p_conversation, 'user', p_text, p_client_message);
  INSERT INTO messages (tenant_id, id, conversation_id, role, text, run_id, status)
    VALUES (p_tenant, p_answer, p_conversation, 'assistant', '', p_run, 'streaming');
  INSERT INTO runs (tenant_id, id, conversation_id, visitor_id, question_id, answer_id, status)
    VALUES (p_tenant, p_run, p_conversation, p_visitor, p_question, p_answer, 'streaming');
  UPDATE conversations SET updated_at = now(), title = coalesce(title, left(p_text, 80))
    WHERE tenant_id = p_tenant AND id = p_conversation;
END $$;
--> statement-breakpoint
-- As before, and the usage is booked in the same transaction. `p_usage` may name the model and the cost.
CREATE OR REPLACE FUNCTION askwell_finish_turn(
  p_tenant text, p_run text, p_status text, p_text text, p_answered boolean, p_finish_reason text,
  p_citations jsonb, p_sources jsonb, p_usage jsonb, p_error jsonb
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_run record;
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  UPDATE runs SET status = p_status, usage = p_usage - 'model' - 'cost', ended_at = now()
    WHERE tenant_id = p_tenant AND id = p_run AND status = 'streaming'
    RETURNING answer_id, visitor_id, conversation_id INTO v_run;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE messages SET text = p_text, status = p_status, answered = p_answered, finish_reason = p_finish_reason,
    citations = p_citations, sources = p_sources, error = p_error
    WHERE tenant_id = p_tenant AND id = v_run.answer_id;
  PERFORM askwell_settle(p_tenant, p_run, c.assistant_id, v_run.visitor_id, p_usage)
    FROM conversations c WHERE c.tenant_id = p_tenant AND c.id = v_run.conversation_id;
  RETURN true;
END $$;
