import type { NewMessage, PageContext, PageTool } from '@askwell/contract';
import { resolveWidgetSettings } from '@askwell/contract';
import { selectFiles, type StoredFile } from '../../attachments/index.js';
import type { VisitorContext } from '../../context.js';
import { NotFoundError } from '../../errors.js';
import { getAssistant } from '../../tenancy/index.js';

/** What a question brings besides its words. */
export interface TurnExtras {
  files?: StoredFile[] | undefined;
  page?: PageContext | undefined;
  tools?: readonly PageTool[] | undefined;
}

/** Reads what a message brings, and drops what the assistant does not allow. A plain message asks nobody. */
export async function readExtras(
  ctx: VisitorContext,
  { conversationId, attachments = [], page, tools = [] }: NewMessage & { conversationId: string },
): Promise<TurnExtras> {
  if (attachments.length === 0 && page === undefined && tools.length === 0) return {};
  const { tenantId, actor, deps } = ctx;
  const { features } = resolveWidgetSettings(await getAssistant(deps, tenantId, actor.assistantId));
  const own = { tenantId, visitorId: actor.visitorId, conversationId, ids: [...new Set(attachments)] };
  const files = own.ids.length === 0 ? [] : await selectFiles(deps.database, own);
  if (files.length < own.ids.length) throw new NotFoundError('attachment');
  return {
    ...(files.length === 0 ? {} : { files }),
    ...(page === undefined || !features.pageContext ? {} : { page }),
    ...(tools.length === 0 || !features.pageTools || deps.completion === undefined ? {} : { tools }),
  };
}
