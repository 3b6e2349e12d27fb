import type { Assistant } from '@askwell/contract';
import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';
import { AppError } from '../../errors.js';
import { configFileSchema, createConfigFileSchema, type ConfigFile, type JsonSchema } from '../../http/index.js';
import { checkWidgetSize } from '../../tenancy/index.js';
import { placeOf, placeOfKey, toPlace, type Place } from './locate.js';
import { knownKeys, suggest } from './suggest.js';

export interface ConfigProblem extends Place {
  message: string;
}

export type CheckedConfig = { ok: true; config: ConfigFile } | { ok: false; problems: ConfigProblem[] };

/** Reads an `askwell.config.json` without a server; each problem has its place in the text. */
export function checkConfig(text: string): CheckedConfig {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [broken] = errors;
  if (root === undefined || broken !== undefined) {
    const message = broken === undefined || text.trim() === '' ? 'is empty; write at least {}' : explain(broken);
    return { ok: false, problems: [{ ...toPlace(text, broken?.offset ?? 0), message }] };
  }
  const parsed = configFileSchema.safeParse(JSON.parse(text), { reportInput: true });
  const problems = findDuplicates(text, root);
  if (!parsed.success) {
    const schema = createConfigFileSchema();
    problems.push(...parsed.error.issues.flatMap((issue) => toProblems(text, root, schema, issue)));
  }
  if (problems.length > 0 || !parsed.success) return { ok: false, problems: problems.sort(byPlace) };
  const tooLarge = findExcess(parsed.data);
  if (tooLarge !== undefined) return { ok: false, problems: [{ line: 1, column: 1, message: tooLarge }] };
  return { ok: true, config: parsed.data };
}

function toProblems(text: string, root: Node, schema: JsonSchema, issue: z.core.$ZodIssue): ConfigProblem[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const at = path.join('.');
  const named = (message: string): string => (at === '' ? message : `${at}: ${message}`);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, path);
    return issue.keys.map((key) => ({
      ...placeOfKey(text, root, [...path, key]),
      message: named(`there is no "${key}"${meant(suggest(key, known))}`),
    }));
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    const near = suggest(key, knownKeys(schema, path.slice(0, -1)));
    return [{ ...placeOfKey(text, root, path), message: `${path.slice(0, -1).join('.')}: there is no "${key}"${meant(near)}` }];
  }
  const place = placeOf(text, root, path);
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const near = typeof issue.input === 'string' ? suggest(issue.input, values) : undefined;
    return [{ ...place, message: named(`must be one of ${values.join(', ')}${meant(near)}`) }];
  }
  return [{ ...place, message: named(issue.message.replace(/^Invalid input: /, '')) }];
}

function meant(word: string | undefined): string {
  return word === undefined ? '' : `. Did you mean "${word}"?`;
}

/** JSON.parse would take the last of two without a word. */
function findDuplicates(text: string, node: Node): ConfigProblem[] {
  const keys = node.type === 'object' ? (node.children ?? []).map((property) => property.children?.[0]) : [];
  const seen = new Set<unknown>();
  const own: ConfigProblem[] = [];
  for (const key of keys) {
    if (key === undefined) continue;
    if (seen.has(key.value)) own.push({ ...toPlace(text, key.offset), message: `"${String(key.value)}" stands here twice` });
    seen.add(key.value);
  }
  return [...own, ...(node.children ?? []).flatMap((child) => findDuplicates(text, child))];
}

function findExcess(config: ConfigFile): string | undefined {
  const blank = { id: '', name: '', greeting: '', starters: [], theme: {}, strings: {}, locale: 'auto' };
  const rest = { instructions: '', allowedOrigins: [], allowMissingOrigin: false, claimAnonymous: false, model: {} };
  try {
    checkWidgetSize({ ...blank, ...rest, ...config } as Assistant);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function explain({ error }: ParseError): string {
  const words = printParseErrorCode(error)
    .replaceAll(/([A-Z])/g, ' $1')
    .trim()
    .toLowerCase();
  return `is not valid JSON: ${words}`;
}

function byPlace(a: ConfigProblem, b: ConfigProblem): number {
  return a.line - b.line || a.column - b.column;
}
