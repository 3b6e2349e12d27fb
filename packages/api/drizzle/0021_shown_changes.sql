-- What a search shows of a document stands in its row: a change of it is a change of the tenant's knowledge, so that a process can tell
-- from the version alone that the passages it keeps are still true. Deferred, so that no transaction locks the version and waits for more.
CREATE FUNCTION askwell_note_shown_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.tenant_id', NEW.tenant_id, true);
  UPDATE knowledge_stats SET version = version + 1 WHERE tenant_id = NEW.tenant_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER documents_shown_change AFTER UPDATE OF title, url, external_id, media_type ON documents
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.chunk_count > 0
    AND (OLD.title, OLD.url, OLD.external_id, OLD.media_type) IS DISTINCT FROM (NEW.title, NEW.url, NEW.external_id, NEW.media_type))
  EXECUTE FUNCTION askwell_note_shown_change();
