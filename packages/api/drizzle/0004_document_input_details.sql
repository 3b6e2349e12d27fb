ALTER TABLE "document_inputs" ADD COLUMN "title" text;--> statement-breakpoint
ALTER TABLE "document_inputs" ADD COLUMN "media_type" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "characters" integer DEFAULT 0 NOT NULL;