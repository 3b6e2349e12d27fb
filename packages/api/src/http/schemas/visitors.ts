import { z } from '@hono/zod-openapi';
import type {
  CreatedIdentitySecret,
  IdentitySecret,
  NewVisitorDetails,
  Visitor,
  VisitorDetails,
  VisitorIdentity,
  VisitorSelf,
} from '@askwell/contract';
import { limits, visitorFilters } from '@askwell/contract';
import { pageQuerySchema, textSchema } from './text.js';

const identitySchema = z
  .object({ userId: z.string(), name: z.string().nullable(), email: z.string().nullable() })
  .openapi('VisitorIdentity') satisfies z.ZodType<VisitorIdentity>;

export const newVisitorDetailsSchema = z
  .strictObject({
    values: z
      .record(textSchema(100), textSchema(limits.formValueCharacters))
      .refine((values) => Object.keys(values).length <= limits.formFields, { message: `at most ${limits.formFields} fields` }),
    consent: z.boolean().optional(),
  })
  .openapi('NewVisitorDetails') satisfies z.ZodType<NewVisitorDetails>;

export const visitorDetailsSchema = z
  .object({ values: z.record(z.string(), z.string()), consent: z.string().nullable(), updatedAt: z.string() })
  .openapi('VisitorDetails') satisfies z.ZodType<VisitorDetails>;

const known = { identity: identitySchema.nullable(), details: visitorDetailsSchema.nullable() };

export const visitorSelfSchema = z
  .object({ id: z.string(), ...known, unread: z.number() })
  .openapi('VisitorSelf') satisfies z.ZodType<VisitorSelf>;

export const visitorSchema = z
  .object({
    id: z.string(),
    assistantId: z.string(),
    ...known,
    conversations: z.number(),
    createdAt: z.string(),
    seenAt: z.string(),
  })
  .openapi('Visitor') satisfies z.ZodType<Visitor>;

export const visitorPageSchema = z
  .object({ data: z.array(visitorSchema), nextCursor: z.string().nullable() })
  .openapi('VisitorPage');

export const visitorsQuerySchema = pageQuerySchema.extend({ filter: z.enum(visitorFilters).default('known') });

export const identitySecretSchema = z
  .object({ id: z.string(), createdAt: z.string() })
  .openapi('IdentitySecret') satisfies z.ZodType<IdentitySecret>;

export const createdIdentitySecretSchema = z
  .object({ id: z.string(), createdAt: z.string(), secret: z.string() })
  .openapi('CreatedIdentitySecret') satisfies z.ZodType<CreatedIdentitySecret>;

export const identitySecretsSchema = z.object({ data: z.array(identitySecretSchema) }).openapi('IdentitySecrets');
