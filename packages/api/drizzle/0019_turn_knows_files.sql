-- As before, and tells whether an earlier question of the conversation brought a file.
CREATE OR REPLACE FUNCTION askwell_start_turn(
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
        WHERE m.tenant_id = p_tenant AND m.conversation_id = p_conversation AND m.text <> '' AND NOT m.superseded
        ORDER BY m.position DESC LIMIT p_history) h),
    (SELECT json_build_object('id', a.id, 'name', a.name, 'instructions', a.instructions, 'model', a.model,
        'hasFiles', EXISTS (SELECT FROM attachments f
          WHERE f.tenant_id = p_tenant AND f.conversation_id = p_conversation AND f.message_id IS NOT NULL))
      FROM assistants a WHERE a.tenant_id = p_tenant AND a.id = v_assistant);

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
-- Adds to what an answer used, after its end, and ends the reservation that was taken for it.
CREATE FUNCTION askwell_add_usage(p_tenant text, p_run text, p_reservation text, p_usage jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_prompt integer := (p_usage->>'promptTokens')::integer;
  v_completion integer := (p_usage->>'completionTokens')::integer;
  v_cost bigint := (p_usage->>'cost')::bigint;
  v_visitor text;
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  DELETE FROM reservations r WHERE r.tenant_id = p_tenant AND r.run_id = p_reservation;
  IF v_prompt + v_completion = 0 THEN RETURN; END IF;
  UPDATE usage_records u SET model = coalesce(u.model, p_usage->>'model'), prompt_tokens = u.prompt_tokens + v_prompt,
      completion_tokens = u.completion_tokens + v_completion, estimated = u.estimated OR (p_usage->>'estimated')::boolean,
      cost = u.cost + v_cost
    WHERE u.tenant_id = p_tenant AND u.id = p_run RETURNING u.visitor_id INTO v_visitor;
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO budget_counters AS c (tenant_id, scope, subject, period, starts_on, tokens, cost)
    SELECT p_tenant, b.scope, CASE b.scope WHEN 'tenant' THEN '' ELSE v_visitor END, b.period,
        askwell_period_start(b.period)::date, v_prompt + v_completion, coalesce(v_cost, 0)
      FROM budgets b WHERE b.tenant_id = p_tenant AND (b.scope = 'tenant' OR v_visitor IS NOT NULL)
      GROUP BY b.scope, b.period ORDER BY b.scope, b.period
    ON CONFLICT (tenant_id, scope, subject, period, starts_on)
      DO UPDATE SET tokens = c.tokens + excluded.tokens, cost = c.cost + excluded.cost;
END $$;
