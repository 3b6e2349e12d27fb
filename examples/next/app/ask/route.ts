import { createAdminClient } from '@askwell/sdk/admin';
import type { NextRequest } from 'next/server';

const admin = createAdminClient({
  baseUrl: process.env.NEXT_PUBLIC_ASKWELL_URL ?? '',
  secretKey: process.env.ASKWELL_SECRET_KEY,
});

export async function GET(request: NextRequest) {
  const question = request.nextUrl.searchParams.get('q') ?? '';
  const { text, citations } = await admin.answer({ question });
  return Response.json({ text, citations });
}
