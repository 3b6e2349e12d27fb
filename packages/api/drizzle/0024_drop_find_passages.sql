-- `askwell_find_candidates` has taken its place.
DROP FUNCTION askwell_find_passages(text, integer[], text[], float8[], float8[], text, text, integer, integer, jsonb);
