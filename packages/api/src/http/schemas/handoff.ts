import { z } from '@hono/zod-openapi';
import type {
  Handoff,
  HandoffChanges,
  NewHandoff,
  NewWebhook,
  VisitorHandoff,
  Webhook,
  WebhookDelivery,
  WebhookWithSecret,
} from '@askwell/contract';
import { deliveryStatuses, handoffStatuses, limits, webhookEventTypes } from '@askwell/contract';
import { filledTextSchema, pageQuerySchema } from './text.js';

const contactSchema = z
  .strictObject({
    name: filledTextSchema(200).optional(),
    email: z.email({ error: 'must be an email address' }).max(320).optional(),
    phone: filledTextSchema(50).optional(),
  })
  .openapi('HandoffContact');

export const newHandoffSchema = z
  .strictObject({ message: filledTextSchema(limits.handoffMessageCharacters).optional(), contact: contactSchema.optional() })
  .openapi('NewHandoff') satisfies z.ZodType<NewHandoff>;

const handoff = {
  id: z.string(),
  conversationId: z.string(),
  status: z.enum(handoffStatuses),
  message: z.string().nullable(),
  contact: contactSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
};

export const handoffSchema = z.object(handoff).openapi('Handoff') satisfies z.ZodType<Handoff>;

export const visitorHandoffSchema = z
  .object({ ...handoff, visitorId: z.string() })
  .openapi('VisitorHandoff') satisfies z.ZodType<VisitorHandoff>;

export const handoffPageSchema = z
  .object({ data: z.array(visitorHandoffSchema), nextCursor: z.string().nullable() })
  .openapi('HandoffPage');

export const handoffsQuerySchema = pageQuerySchema.extend({ status: z.enum(handoffStatuses).optional() });

export const handoffChangesSchema = z
  .strictObject({ status: z.enum(handoffStatuses) })
  .openapi('HandoffChanges') satisfies z.ZodType<HandoffChanges>;

export const newWebhookSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: 'must be an https address' }).max(2000),
    events: z.array(z.enum(webhookEventTypes)).min(1).max(webhookEventTypes.length).optional(),
  })
  .openapi('NewWebhook') satisfies z.ZodType<NewWebhook>;

const webhook = { url: z.string(), events: z.array(z.enum(webhookEventTypes)), createdAt: z.string(), updatedAt: z.string() };

export const webhookSchema = z.object(webhook).openapi('Webhook') satisfies z.ZodType<Webhook>;

export const webhookWithSecretSchema = z
  .object({ ...webhook, secret: z.string().nullable() })
  .openapi('WebhookWithSecret') satisfies z.ZodType<WebhookWithSecret>;

export const queuedEventSchema = z.object({ id: z.string() }).openapi('QueuedEvent');

const deliverySchema = z
  .object({
    id: z.string(),
    type: z.enum(webhookEventTypes),
    status: z.enum(deliveryStatuses),
    attempts: z.number(),
    httpStatus: z.number().nullable(),
    error: z.string().nullable(),
    nextAttemptAt: z.string().nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('WebhookDelivery') satisfies z.ZodType<WebhookDelivery>;

export const deliveryPageSchema = z
  .object({ data: z.array(deliverySchema), nextCursor: z.string().nullable() })
  .openapi('WebhookDeliveryPage');
