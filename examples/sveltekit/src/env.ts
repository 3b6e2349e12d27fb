import { defineEnvVars } from '@sveltejs/kit/env';

const text = (value: string | undefined): string => {
  if (!value) throw new Error('must be set');
  return value;
};

export const variables = defineEnvVars({
  ASKWELL_URL: { public: true, schema: text },
  ASKWELL_KEY: { public: true, schema: text },
  ASKWELL_SECRET_KEY: { schema: text },
});
