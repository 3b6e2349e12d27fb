-- Inputs are read in parts, and stay only until they are read: compressed, each part would unpack all that stands before it.
ALTER TABLE document_inputs ALTER COLUMN bytes SET STORAGE EXTERNAL;
