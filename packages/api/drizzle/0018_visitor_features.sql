CREATE TABLE "attachments" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"message_id" text,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"image" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attachments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "handoffs" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"status" text NOT NULL,
	"message" text,
	"contact" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "handoffs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "identity_secrets" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_secrets_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tool_calls" (
	"tenant_id" text NOT NULL,
	"run_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"output" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tool_calls_tenant_id_run_id_id_pk" PRIMARY KEY("tenant_id","run_id","id")
);
--> statement-breakpoint
CREATE TABLE "visitor_details" (
	"tenant_id" text NOT NULL,
	"visitor_id" text NOT NULL,
	"values" jsonb NOT NULL,
	"consent" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visitor_details_tenant_id_visitor_id_pk" PRIMARY KEY("tenant_id","visitor_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"visitor_id" text,
	"type" text NOT NULL,
	"payload" jsonb,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"http_status" integer,
	"error" text,
	"next_attempt_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"events" jsonb NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "read_position" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "superseded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "attachments" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "suggestions" jsonb;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "tool_calls" jsonb;--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "claim_anonymous" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "user_id" text;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "name" text;--> statement-breakpoint
ALTER TABLE "visitors" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity_secrets" ADD CONSTRAINT "identity_secrets_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tool_calls" ADD CONSTRAINT "tool_calls_tenant_id_run_id_runs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."runs"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visitor_details" ADD CONSTRAINT "visitor_details_tenant_id_visitor_id_visitors_tenant_id_id_fk" FOREIGN KEY ("tenant_id","visitor_id") REFERENCES "public"."visitors"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_conversation" ON "attachments" USING btree ("tenant_id","conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "handoffs_open" ON "handoffs" USING btree ("tenant_id","conversation_id") WHERE status = 'requested';--> statement-breakpoint
CREATE UNIQUE INDEX "visitors_user" ON "visitors" USING btree ("tenant_id","assistant_id","user_id") WHERE user_id is not null;--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['identity_secrets', 'visitor_details', 'attachments', 'tool_calls', 'handoffs', 'webhooks',
    'webhook_deliveries']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')) '
      'WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), ''''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO askwell_app', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- As before; what another question has taken the place of is not told to the model any more.
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
-- A turn that takes the place of the last one. What it replaced stays stored; where the turn cannot begin it stays in place too.
CREATE FUNCTION askwell_replace_turn(
  p_tenant text, p_visitor text, p_conversation text, p_client_message text, p_text text,
  p_question text, p_answer text, p_run text, p_history integer, p_tokens bigint, p_cost bigint, p_replaces text
) RETURNS TABLE (outcome text, run_id text, answer_id text, question_id text, history json, assistant json, replaced_run text)
LANGUAGE plpgsql AS $$
DECLARE
  v_last_question text;
  v_last_answer text;
  v_last_run text;
  v_last_text text;
  v_title text;
  v_started record;
BEGIN
  PERFORM set_config('role', 'askwell_app', true), set_config('app.tenant_id', p_tenant, true);
  SELECT c.title INTO v_title FROM conversations c
    WHERE c.tenant_id = p_tenant AND c.id = p_conversation AND c.visitor_id = p_visitor FOR UPDATE;
  IF FOUND AND NOT EXISTS (SELECT FROM messages m WHERE m.tenant_id = p_tenant AND m.conversation_id = p_conversation
      AND m.client_message_id = p_client_message) THEN
    SELECT q.id, q.text, r.answer_id, r.id INTO v_last_question, v_last_text, v_last_answer, v_last_run
      FROM messages q JOIN runs r ON r.tenant_id = q.tenant_id AND r.conversation_id = q.conversation_id AND r.question_id = q.id
      WHERE q.tenant_id = p_tenant AND q.conversation_id = p_conversation AND NOT q.superseded
      ORDER BY q.position DESC LIMIT 1;
    IF NOT FOUND OR p_replaces NOT IN (v_last_question, v_last_answer) THEN
      RETURN QUERY SELECT 'not_last', NULL::text, NULL::text, NULL::text, NULL::json, NULL::json, NULL::text;
      RETURN;
    END IF;
    UPDATE messages m SET superseded = true WHERE m.tenant_id = p_tenant AND m.id IN (v_last_question, v_last_answer);
    -- A title that was made of the question follows it.
    UPDATE conversations c SET title = NULL WHERE c.tenant_id = p_tenant AND c.id = p_conversation AND c.title = left(v_last_text, 80);
  END IF;

  SELECT s.* INTO v_started FROM askwell_start_turn(p_tenant, p_visitor, p_conversation, p_client_message, p_text,
    p_question, p_answer, p_run, p_history, p_tokens, p_cost) s;
  IF v_started.outcome = 'over_budget' THEN
    UPDATE messages m SET superseded = false WHERE m.tenant_id = p_tenant AND m.id IN (v_last_question, v_last_answer);
    UPDATE conversations c SET title = v_title WHERE c.tenant_id = p_tenant AND c.id = p_conversation;
  END IF;
  RETURN QUERY SELECT v_started.outcome, v_started.run_id, v_started.answer_id, v_started.question_id, v_started.history,
    v_started.assistant, CASE WHEN v_started.outcome = 'started' THEN v_last_run END;
END $$;
