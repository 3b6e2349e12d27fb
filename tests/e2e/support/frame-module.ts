import { readFile } from 'node:fs/promises';

/** Where a server has the module that defines `<askwell-frame>`, for a page that writes the element itself. */
export async function frameModule(serverUrl: string): Promise<string> {
  const manifest = new URL('../../../packages/widget/dist/cdn/manifest.json', import.meta.url);
  const entries = JSON.parse(await readFile(manifest, 'utf8')) as Record<string, { file: string }>;
  return `${serverUrl}/${entries['src/entrypoints/frame.ts']?.file}`;
}
