import { z } from '@hono/zod-openapi';

/** PostgreSQL stores neither NUL nor lone surrogates; one unit replaces one, so that offsets stay. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}

export function textSchema(maxCharacters: number) {
  return z.string().max(maxCharacters).transform(storable);
}

/** Text that says something: not only white space. */
export function filledTextSchema(maxCharacters: number) {
  return z
    .string()
    .max(maxCharacters)
    .transform(storable)
    .refine((text) => text.trim() !== '', { message: 'must not be empty' });
}

export const idSchema = z.string().max(64).transform(storable);

export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(512).optional(),
});
