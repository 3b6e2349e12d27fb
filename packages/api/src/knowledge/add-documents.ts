import type { AcceptedDocument, NewDocument } from '@askwell/contract';
import type { Context } from '../context.js';
import { acceptInputs, type InputToAccept } from './accept-inputs.js';
import { cleanText } from './clean-text.js';

/** Takes texts and addresses in; they are read in the background. An `externalId` that is there already is replaced. */
export async function addDocuments(ctx: Context, documents: NewDocument[]): Promise<AcceptedDocument[]> {
  return acceptInputs(ctx, documents.map(toInput));
}

function toInput(document: NewDocument): InputToAccept {
  const common = {
    externalId: document.externalId === undefined ? undefined : cleanText(document.externalId),
    title: document.title === undefined ? undefined : cleanText(document.title),
    url: document.url === undefined ? undefined : cleanText(document.url),
    metadata: cleanMetadata(document.metadata),
    fileName: undefined,
  };
  if (!('text' in document)) return { ...common, kind: 'page', mediaType: undefined, bytes: undefined };
  return { ...common, kind: 'text', mediaType: 'text/markdown', bytes: new TextEncoder().encode(cleanText(document.text)) };
}

export function cleanMetadata(metadata: NewDocument['metadata']): NonNullable<NewDocument['metadata']> {
  const entries = Object.entries(metadata ?? {});
  return Object.fromEntries(
    entries.map(([key, value]) => [cleanText(key), typeof value === 'string' ? cleanText(value) : value]),
  );
}
