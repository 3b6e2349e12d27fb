import { createAdminClient } from '@askwell/sdk/admin';
import { ASKWELL_SECRET_KEY } from '$app/env/private';
import { ASKWELL_URL } from '$app/env/public';

const admin = createAdminClient({ baseUrl: ASKWELL_URL, secretKey: ASKWELL_SECRET_KEY });

export async function GET({ url }) {
  const { text, citations } = await admin.answer({ question: url.searchParams.get('q') ?? '' });
  return Response.json({ text, citations });
}
