/** Limits that both sides of the wire know. Bytes are UTF-8 bytes, characters are UTF-16 units. */
export const limits = {
  questionCharacters: 8_000,
  historyTurns: 40,
  documentTextCharacters: 5_000_000,
  documentTitleCharacters: 500,
  documentsPerBatch: 500,
  uploadBytes: 50 * 1024 * 1024,
  jsonBytes: 1024 * 1024,
  batchJsonBytes: 32 * 1024 * 1024,
  searchResults: 50,
  pageSize: 200,
  feedbackCommentCharacters: 2_000,
  answerCharacters: 64_000,
  clientMessageIdCharacters: 128,
} as const;
