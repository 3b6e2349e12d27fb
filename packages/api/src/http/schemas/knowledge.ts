import { z } from '@hono/zod-openapi';
import type { AcceptedDocument, Document, DocumentWithText, NewPageDocument, NewTextDocument } from '@askwell/contract';
import { documentStatuses, errorCodes, limits } from '@askwell/contract';
import { filledTextSchema, textSchema } from './text.js';

const metadataSchema = z.record(z.string().max(100), z.union([textSchema(1000), z.number(), z.boolean()]));
const urlSchema = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(2000);

const commonFields = {
  externalId: filledTextSchema(500).optional(),
  metadata: metadataSchema.optional(),
};

export const newTextDocumentSchema = z
  .strictObject({
    title: filledTextSchema(limits.documentTitleCharacters),
    text: filledTextSchema(limits.documentTextCharacters),
    url: urlSchema.optional(),
    ...commonFields,
  })
  .openapi('NewTextDocument') satisfies z.ZodType<NewTextDocument>;

export const newPageDocumentSchema = z
  .strictObject({ url: urlSchema, title: filledTextSchema(limits.documentTitleCharacters).optional(), ...commonFields })
  .openapi('NewPageDocument') satisfies z.ZodType<NewPageDocument>;

export const newDocumentSchema = z.union([newTextDocumentSchema, newPageDocumentSchema]).openapi('NewDocument');

export const newDocumentsSchema = z
  .strictObject({ documents: z.array(newDocumentSchema).min(1).max(limits.documentsPerBatch) })
  .openapi('NewDocuments');

export const uploadSchema = z
  .object({
    file: z.any().openapi({ type: 'string', format: 'binary' }),
    title: z.string().optional(),
    externalId: z.string().optional(),
    url: z.string().optional(),
    metadata: z.string().optional().openapi({ description: 'A JSON object' }),
  })
  .openapi('Upload');

/** The text fields of an upload, once its file was taken out. */
export const uploadFieldsSchema = z.strictObject({
  title: filledTextSchema(limits.documentTitleCharacters).optional(),
  externalId: filledTextSchema(500).optional(),
  url: urlSchema.optional(),
  metadata: metadataSchema.optional(),
});

export const acceptedDocumentSchema = z
  .object({ id: z.string(), externalId: z.string().nullable(), status: z.enum(documentStatuses) })
  .openapi('AcceptedDocument') satisfies z.ZodType<AcceptedDocument>;

export const acceptedDocumentsSchema = z.object({ data: z.array(acceptedDocumentSchema) }).openapi('AcceptedDocuments');

export const documentSchema = z
  .object({
    id: z.string(),
    externalId: z.string().nullable(),
    title: z.string(),
    url: z.string().nullable(),
    mediaType: z.string(),
    status: z.enum(documentStatuses),
    error: z.object({ code: z.enum(errorCodes), detail: z.string() }).exactOptional(),
    characters: z.number(),
    chunks: z.number(),
    language: z.string().nullable(),
    metadata: metadataSchema,
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('Document') satisfies z.ZodType<Document>;

export const documentWithTextSchema = documentSchema
  .extend({ text: z.string() })
  .openapi('DocumentWithText') satisfies z.ZodType<DocumentWithText>;

export const documentPageSchema = z
  .object({ data: z.array(documentSchema), nextCursor: z.string().nullable() })
  .openapi('DocumentPage');
