import { z } from '@hono/zod-openapi';
import { assistantChangesSchema } from './tenancy.js';

/** `askwell.config.json`: an assistant as a file beside the site's own code. */
export const configFileSchema = assistantChangesSchema.extend({
  $schema: z.string().optional().describe('Where editors find this schema'),
  assistant: z
    .string()
    .regex(/^ast_/, 'must be an id like ast_…')
    .optional()
    .describe('The assistant’s id. Needed only where the tenant has more than one'),
});
export type ConfigFile = z.input<typeof configFileSchema>;

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The file's JSON Schema, for editors and for other languages' validators. */
export function createConfigFileSchema(): JsonSchema {
  const schema = z.toJSONSchema(configFileSchema, { io: 'input', unrepresentable: 'any' });
  return { ...schema, title: 'Askwell config', description: 'An assistant: how it answers, looks and speaks.' };
}
