export const attachmentKinds = ['text', 'image'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

/**
 * A file that a visitor gave to a conversation: answer of `POST /v1/conversations/:id/attachments` (multipart, field `file`).
 * A message names it in `attachments`; it counts for that question. It is deleted with its conversation, and never enters the knowledge base.
 */
export interface Attachment {
  id: string;
  kind: AttachmentKind;
  name: string;
  /** What the content turned out to be. */
  mediaType: string;
  bytes: number;
  /** UTF-16 units of its text, 0 of an image. */
  characters: number;
}
