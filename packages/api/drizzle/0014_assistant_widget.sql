ALTER TABLE "assistants" ALTER COLUMN "locale" SET DEFAULT 'auto';--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "widget" jsonb DEFAULT '{}'::jsonb NOT NULL;