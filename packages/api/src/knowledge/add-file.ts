import type { AcceptedDocument, Metadata } from '@askwell/contract';
import type { Context } from '../context.js';
import { acceptInputs } from './accept-inputs.js';
import { cleanMetadata } from './add-documents.js';
import { cleanText } from './clean-text.js';

export interface NewFile {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
  title?: string | undefined;
  externalId?: string | undefined;
  url?: string | undefined;
  metadata?: Metadata | undefined;
}

/** Takes a file in; it is read in the background. */
export async function addFile(ctx: Context, file: NewFile): Promise<AcceptedDocument> {
  const [accepted] = await acceptInputs(ctx, [
    {
      kind: 'file',
      externalId: file.externalId === undefined ? undefined : cleanText(file.externalId),
      title: file.title === undefined ? undefined : cleanText(file.title),
      url: file.url === undefined ? undefined : cleanText(file.url),
      metadata: cleanMetadata(file.metadata),
      fileName: cleanText(file.fileName),
      mediaType: cleanText(file.mediaType),
      bytes: file.bytes,
    },
  ]);
  if (accepted === undefined) throw new Error('The file was not stored');
  return accepted;
}
