import type { Attachment } from '@askwell/contract';
import { limits, resolveWidgetSettings } from '@askwell/contract';
import type { VisitorContext } from '../context.js';
import { AppError, NotFoundError } from '../errors.js';
import { getAssistant } from '../tenancy/index.js';
import { sniffImage } from './sniff-image.js';
import { insertAttachment, removeAttachment } from './store.js';

export interface FileToAttach {
  conversationId: string;
  fileName: string;
  /** What the sender says; the content itself decides. */
  mediaType: string;
  bytes: Uint8Array;
}

/** More than any prompt takes. */
const storedCharacters = 200_000;
const longestName = 200;

/**
 * Takes a file for a conversation: the text of a document, read in a process of its own, or an image as it is.
 * @throws AppError FORBIDDEN where the assistant takes none; what the parser throws; UNSUPPORTED_FILE_TYPE, FILE_TOO_LARGE
 */
export async function attachFile(ctx: VisitorContext, input: FileToAttach): Promise<Attachment> {
  const { tenantId, actor, deps } = ctx;
  const { bytes, conversationId } = input;
  const { attachments: settings } = resolveWidgetSettings(await getAssistant(deps, tenantId, actor.assistantId));
  if (!settings.enabled) throw new AppError('FORBIDDEN', 'This assistant takes no files. Turn it on: attachments.enabled.');
  const mostBytes = Math.min(settings.maxBytes, limits.attachmentBytes);
  if (bytes.byteLength > mostBytes) {
    throw new AppError('FILE_TOO_LARGE', `A file may have at most ${Math.floor(mostBytes / 1024)} KB.`);
  }
  const content = await readContent(ctx, input, settings.types);
  const stored = await insertAttachment(
    deps.database,
    {
      tenantId,
      visitorId: actor.visitorId,
      conversationId,
      id: deps.newId('attachment'),
      name: storableName(input.fileName),
      size: bytes.byteLength,
      ...content,
    },
    limits.attachmentsPerConversation,
  );
  if (stored === undefined) throw new NotFoundError('conversation');
  if (stored === 'full') {
    throw new AppError('CONFLICT', `A conversation takes at most ${limits.attachmentsPerConversation} files.`);
  }
  return stored;
}

/** Takes back a file that no question has named yet. */
export async function detachFile(ctx: VisitorContext, input: { id: string }): Promise<void> {
  const own = { tenantId: ctx.tenantId, visitorId: ctx.actor.visitorId, id: input.id };
  if (!(await removeAttachment(ctx.deps.database, own))) throw new NotFoundError('attachment');
}

type Content = { kind: 'text' | 'image'; mediaType: string; text: string; image: Uint8Array | null };

async function readContent(ctx: VisitorContext, file: FileToAttach, types: readonly string[]): Promise<Content> {
  const { bytes, fileName, mediaType } = file;
  const image = sniffImage(bytes);
  if (image !== undefined) {
    if (!ctx.deps.readsImages) {
      throw new AppError('UNSUPPORTED_FILE_TYPE', 'This assistant cannot read images. Send the text instead, or a document.');
    }
    allow(types, image);
    return { kind: 'image', mediaType: image, text: '', image: bytes };
  }
  const parsed = await ctx.deps.parser.parse({ bytes, fileName, mediaType }, ctx.signal);
  allow(types, parsed.mediaType);
  return { kind: 'text', mediaType: parsed.mediaType, text: parsed.text.slice(0, storedCharacters).toWellFormed(), image: null };
}

function allow(types: readonly string[], mediaType: string): void {
  const essence = mediaType.split(';')[0]?.trim() ?? '';
  const isAllowed = types.some((type) => type === essence || (type.endsWith('/*') && essence.startsWith(type.slice(0, -1))));
  if (!isAllowed)
    throw new AppError('UNSUPPORTED_FILE_TYPE', `This assistant takes no ${essence}. It takes ${types.join(', ')}.`);
}

function storableName(name: string): string {
  const plain = name
    .replaceAll(/[\u0000-\u001f\u007f]/g, '')
    .toWellFormed()
    .trim();
  return plain === '' ? 'file' : plain.slice(-longestName);
}
