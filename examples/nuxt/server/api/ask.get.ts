import { createAdminClient } from '@askwell/sdk/admin';

export default defineEventHandler(async (event) => {
  const { askwellSecretKey, public: config } = useRuntimeConfig(event);
  const admin = createAdminClient({ baseUrl: config.askwellUrl, secretKey: askwellSecretKey });
  const { text, citations } = await admin.answer({ question: String(getQuery(event)['q'] ?? '') });
  return { text, citations };
});
