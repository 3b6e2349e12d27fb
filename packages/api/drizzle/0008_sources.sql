CREATE TABLE "source_pages" (
	"tenant_id" text NOT NULL,
	"source_id" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "source_pages_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"sync" integer NOT NULL,
	"depth" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"change" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp with time zone,
	"document_id" text,
	"fingerprint" text,
	"etag" text,
	"last_modified" text,
	"links" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"http_status" integer,
	"error_code" text,
	"detail" text,
	"is_transient" boolean DEFAULT false NOT NULL,
	"fetched_at" timestamp with time zone,
	CONSTRAINT "source_pages_tenant_id_source_id_key_pk" PRIMARY KEY("tenant_id","source_id","key")
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"content" jsonb NOT NULL,
	"status" text DEFAULT 'idle' NOT NULL,
	"every_hours" integer,
	"next_sync_at" timestamp with time zone,
	"sync" integer DEFAULT 0 NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"is_prepared" boolean DEFAULT false NOT NULL,
	"robots" text,
	"found" integer DEFAULT 0 NOT NULL,
	"removed" integer DEFAULT 0 NOT NULL,
	"is_incomplete" boolean DEFAULT false NOT NULL,
	"notes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"outcome" text,
	"error_code" text,
	"error_detail" text,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sources_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "source_pages" ADD CONSTRAINT "source_pages_tenant_id_source_id_sources_tenant_id_id_fk" FOREIGN KEY ("tenant_id","source_id") REFERENCES "public"."sources"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sources" ADD CONSTRAINT "sources_tenant_id_tenants_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("tenant_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "source_pages_waiting" ON "source_pages" USING btree ("tenant_id","source_id","state","depth","number");--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sources', 'source_pages']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I USING (tenant_id = nullif(current_setting(''app.tenant_id'', true), '''')) '
      'WITH CHECK (tenant_id = nullif(current_setting(''app.tenant_id'', true), ''''))', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO askwell_app', name);
  END LOOP;
END $$;
