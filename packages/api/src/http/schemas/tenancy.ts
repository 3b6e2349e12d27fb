import { z } from '@hono/zod-openapi';
import type { Assistant, AssistantChanges, CreatedTenant, NewTenant } from '@askwell/contract';
import { OriginPatternError, parseOriginPattern } from '../../tenancy/index.js';
import { filledTextSchema, textSchema } from './text.js';
import { localeSchema, stringsSchema, themeSchema, widgetSettingsShape } from './widget.js';

const originSchema = z
  .string()
  .max(300)
  .transform((typed, ctx) => {
    try {
      return parseOriginPattern(typed);
    } catch (error) {
      if (!(error instanceof OriginPatternError)) throw error;
      ctx.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  })
  .openapi({ type: 'string', example: 'https://www.example.com' });

const originsSchema = z.array(originSchema).max(100);

export const newTenantSchema = z
  .strictObject({ name: filledTextSchema(200), allowedOrigins: originsSchema.optional() })
  .openapi('NewTenant') satisfies z.ZodType<NewTenant>;

export const createdTenantSchema = z
  .object({
    tenant: z.object({ id: z.string(), name: z.string() }),
    assistant: z.object({ id: z.string() }),
    keys: z.object({ secret: z.string(), publishable: z.string() }),
  })
  .openapi('CreatedTenant') satisfies z.ZodType<CreatedTenant>;

const modelSchema = z.strictObject({
  model: z.string().max(100).optional(),
  temperature: z.number().min(0).max(2).optional(),
  maxOutputTokens: z.number().int().min(16).max(16_000).optional(),
});

export const assistantChangesSchema = z
  .strictObject({
    name: filledTextSchema(200).optional().describe('What the chat is called'),
    instructions: textSchema(8000).optional().describe('How a language model should write'),
    greeting: textSchema(500).optional().describe('First words of an empty chat'),
    starters: z.array(filledTextSchema(200)).max(4).optional().describe('Questions to begin with'),
    theme: themeSchema.optional().describe('Colours, shape and type'),
    strings: stringsSchema.optional().describe('Texts of the interface, by key'),
    locale: localeSchema.optional(),
    ...widgetSettingsShape,
    allowedOrigins: originsSchema.optional().describe('Sites that may show the chat, such as https://www.example.com'),
    allowMissingOrigin: z.boolean().optional().describe('Lets clients without an Origin header open sessions. Default: false'),
    claimAnonymous: z
      .boolean()
      .optional()
      .describe('Gives what an anonymous visitor asked to the user who then signs in. Default: false'),
    model: modelSchema.optional().describe('The language model’s settings'),
  })
  .openapi('AssistantChanges') satisfies z.ZodType<AssistantChanges>;

export const assistantSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    instructions: z.string(),
    greeting: z.string(),
    starters: z.array(z.string()),
    theme: themeSchema,
    strings: stringsSchema,
    locale: z.string(),
    ...widgetSettingsShape,
    allowedOrigins: z.array(z.string()),
    allowMissingOrigin: z.boolean(),
    claimAnonymous: z.boolean(),
    model: modelSchema,
  })
  .openapi('Assistant') satisfies z.ZodType<Assistant>;

export const assistantListSchema = z.object({ data: z.array(assistantSchema) }).openapi('AssistantList');
