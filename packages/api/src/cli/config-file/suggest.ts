import { distance } from 'fastest-levenshtein';
import type { JsonSchema } from '../../http/index.js';

/** The known word that was probably meant. */
export function suggest(typed: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((word) => ({ word, away: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  const [best] = ranked;
  return best !== undefined && best.away <= Math.max(2, Math.floor(typed.length / 3)) ? best.word : undefined;
}

/** The keys that the schema has for the object at this path. */
export function knownKeys(schema: JsonSchema, path: readonly PropertyKey[]): string[] {
  let found: JsonSchema[] = [schema];
  for (const step of path) found = found.flatMap((one) => inner(one, step));
  return found.flatMap((one) => unfold(one)).flatMap((one) => [...Object.keys(one.properties ?? {}), ...namesOf(one)]);
}

function inner(schema: JsonSchema, step: PropertyKey): JsonSchema[] {
  return unfold(schema).flatMap(({ properties, items }) => {
    const next = typeof step === 'number' ? items : properties?.[String(step)];
    return typeof next === 'object' && !Array.isArray(next) ? [next] : [];
  });
}

function unfold(schema: JsonSchema): JsonSchema[] {
  const choices = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])] as JsonSchema[];
  return [schema, ...choices.flatMap(unfold)];
}

function namesOf({ propertyNames }: JsonSchema): string[] {
  const names = typeof propertyNames === 'object' ? propertyNames.enum : undefined;
  return (names ?? []).filter((name) => typeof name === 'string');
}
