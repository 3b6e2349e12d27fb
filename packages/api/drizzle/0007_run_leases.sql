ALTER TABLE "runs" ADD COLUMN "lease_until" timestamp with time zone DEFAULT now() + interval '15 seconds' NOT NULL;
