import { z } from 'zod';

/** A variable is wrong; the message is the one line to show. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

const optionalUrl = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `must be an address like ${example}` }).optional();
const milliseconds = z.coerce.number({ error: 'must be a number of milliseconds' }).int().min(1);

const environmentSchema = z.object({
  PORT: z.coerce
    .number({ error: 'must be a port number like 8787' })
    .int()
    .min(0)
    .max(65_535, 'must be at most 65535')
    .default(8787),
  HOST: z.string().default('127.0.0.1'),
  ASKWELL_DATA_DIR: z.string().default('.askwell'),
  DATABASE_URL: optionalUrl(/^postgres(ql)?$/, 'postgres://user:password@host:5432/askwell'),
  REDIS_URL: optionalUrl(/^rediss?$/, 'redis://host:6379'),
  ASKWELL_PLATFORM_KEY: z.string().min(16, 'must have at least 16 characters; make one with: openssl rand -hex 32').optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: optionalUrl(/^https?$/, 'https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_FALLBACK_MODELS: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((model) => model.trim() || [])),
  OPENAI_FALLBACK_BASE_URL: optionalUrl(/^https?$/, 'https://api.openai.com/v1'),
  OPENAI_FALLBACK_API_KEY: z.string().optional(),
  OPENAI_FALLBACK_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_DIMENSIONS: z.coerce.number({ error: 'must be a number like 512' }).int().min(1).max(16_000).optional(),
  ASKWELL_LIMITS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  ASKWELL_TRUSTED_PROXIES: z.coerce
    .number({ error: 'must be the number of proxies in front, like 1' })
    .int()
    .min(0)
    .max(9)
    .default(0),
  ASKWELL_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { error: 'must be fatal, error, warn, info, debug or silent' })
    .default('warn'),
  ASKWELL_ALLOW_PRIVATE_URLS: z.enum(['yes', 'no'], { error: 'must be yes or no' }).default('no'),
  ASKWELL_VISION: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  ASKWELL_TOOL_WAIT_MS: milliseconds.default(60_000),
  ASKWELL_UNHEARD_MS: milliseconds.default(60_000),
  ASKWELL_FIRST_TOKEN_MS: milliseconds.default(20_000),
  ASKWELL_IDLE_TOKEN_MS: milliseconds.default(15_000),
  ASKWELL_PROMPT_TOKENS: z.coerce.number({ error: 'must be a number of tokens' }).int().min(1000).default(16_000),
  ASKWELL_RESERVATION_TOKENS: z.coerce.number({ error: 'must be a number of tokens' }).int().min(1).default(5000),
  ASKWELL_REWRITE: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  ASKWELL_SUGGEST: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  ASKWELL_RERANK: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  ASKWELL_LARGE_TENANT_CHUNKS: z.coerce.number({ error: 'must be a number of chunks' }).int().min(1).default(10_000),
  ASKWELL_MODEL_PRICES: z.string().optional(),
});

export type Environment = z.infer<typeof environmentSchema>;

/** Reads the variables; an empty one counts as absent. @throws EnvironmentError naming the variable and the fix */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EnvironmentError(`${issue?.path.join('.') ?? 'The environment'} ${issue?.message ?? 'is not valid'}.`);
  }
  const { OPENAI_MODEL: model, OPENAI_EMBEDDING_MODEL: embedding, OPENAI_API_KEY: key, OPENAI_BASE_URL: base } = parsed.data;
  const provider = model ?? embedding;
  if (provider !== undefined && key === undefined && base === undefined) {
    throw new EnvironmentError('OPENAI_API_KEY is missing. Set it, or set OPENAI_BASE_URL to a provider that needs no key.');
  }
  const { OPENAI_FALLBACK_MODEL: reserve, OPENAI_FALLBACK_MODELS: reserves, OPENAI_FALLBACK_BASE_URL: reserveBase } = parsed.data;
  if (model === undefined && (reserve !== undefined || reserves.length > 0)) {
    throw new EnvironmentError('OPENAI_MODEL is missing. Set it to the model that the fallback models stand in for.');
  }
  if (reserve === undefined && (reserveBase !== undefined || parsed.data.OPENAI_FALLBACK_API_KEY !== undefined)) {
    throw new EnvironmentError('OPENAI_FALLBACK_MODEL is missing. Set it to the model that the fallback provider should use.');
  }
  return parsed.data;
}
