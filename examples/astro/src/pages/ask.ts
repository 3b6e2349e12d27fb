import { createAdminClient } from '@askwell/sdk/admin';
import type { APIRoute } from 'astro';
import { ASKWELL_URL } from 'astro:env/client';
import { ASKWELL_SECRET_KEY } from 'astro:env/server';

const admin = createAdminClient({ baseUrl: ASKWELL_URL, secretKey: ASKWELL_SECRET_KEY });

export const GET: APIRoute = async ({ url }) => {
  const { text, citations } = await admin.answer({ question: url.searchParams.get('q') ?? '' });
  return Response.json({ text, citations });
};
