-- As before, and a node that lost the word of a start gets it by starting the same run again.
CREATE OR REPLACE FUNCTION askwell_start_turn(
  p_tenant text, p_visitor text, p_conversation text, p_client_message text, p_text text,
  p_question text, p_answer text, p_run text, p_history integer, p_tokens bigint, p_cost bigint
) RETURNS TABLE (outcome text, run_id text, answer_id text, question_id text, history json, assistant json)
LANGUAGE plpgsql AS $$
DECLARE
  v_assistant text;
  v_question record;
  v_is_stored boolean;
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
  v_is_stored := FOUND;
  IF v_is_stored AND v_question.run_id <> p_run THEN
    RETURN QUERY SELECT CASE WHEN v_question.text = p_text THEN 'replay' ELSE 'conflict' END,
      v_question.run_id, v_question.answer_id, v_question.id, NULL::json, NULL::json;
    RETURN;
  END IF;

  IF NOT v_is_stored AND p_tokens > 0 THEN
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
          AND m.id <> p_question
        ORDER BY m.position DESC LIMIT p_history) h),
    (SELECT json_build_object('id', a.id, 'name', a.name, 'instructions', a.instructions, 'model', a.model,
        'hasFiles', EXISTS (SELECT FROM attachments f
          WHERE f.tenant_id = p_tenant AND f.conversation_id = p_conversation AND f.message_id IS NOT NULL))
      FROM assistants a WHERE a.tenant_id = p_tenant AND a.id = v_assistant);

  IF v_is_stored THEN RETURN; END IF;
  INSERT INTO messages (tenant_id, id, conversation_id, role, text, client_message_id)
    VALUES (p_tenant, p_question, p_conversation, 'user', p_text, p_client_message);
  INSERT INTO messages (tenant_id, id, conversation_id, role, text, run_id, status)
    VALUES (p_tenant, p_answer, p_conversation, 'assistant', '', p_run, 'streaming');
  INSERT INTO runs (tenant_id, id, conversation_id, visitor_id, question_id, answer_id, status)
    VALUES (p_tenant, p_run, p_conversation, p_visitor, p_question, p_answer, 'streaming');
  UPDATE conversations SET updated_at = now(), title = coalesce(title, left(p_text, 80))
    WHERE tenant_id = p_tenant AND id = p_conversation;
END $$;
