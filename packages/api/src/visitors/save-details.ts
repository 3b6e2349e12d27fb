import type { FormField, NewVisitorDetails, VisitorDetails, VisitorForm } from '@askwell/contract';
import { resolveWidgetSettings } from '@askwell/contract';
import { z } from 'zod';
import type { VisitorContext } from '../context.js';
import { AppError, type FieldError } from '../errors.js';
import { getAssistant, refuseGoneVisitor } from '../tenancy/index.js';
import { queueEvent } from '../webhooks/index.js';
import { upsertDetails } from './store.js';

/**
 * Stores a visitor's answers to the assistant's form; later ones replace them.
 * @throws AppError INVALID_REQUEST where they do not fit the form, FORBIDDEN where there is none
 */
export async function saveDetails(ctx: VisitorContext, input: NewVisitorDetails): Promise<VisitorDetails> {
  const { tenantId, actor, deps } = ctx;
  await refuseGoneVisitor(ctx);
  const { leadForm: form } = resolveWidgetSettings(await getAssistant(deps, tenantId, actor.assistantId));
  if (form.fields.length === 0) throw new AppError('FORBIDDEN', 'This assistant has no form. Give it one: leadForm.');
  const values = trimmed(input.values);
  const wrong = problemsOf(form, values, input.consent === true);
  if (wrong.length > 0) {
    throw new AppError('INVALID_REQUEST', `${wrong[0]?.path}: ${wrong[0]?.message}`, { fields: wrong });
  }
  const { visitorId } = actor;
  const row = { tenantId, visitorId, values, consent: form.consent ?? null };
  const details = await upsertDetails(deps.database, row, async (tx, stored) => {
    await queueEvent(ctx, tx, { type: 'visitor.details', visitorId, data: { visitor: { id: visitorId }, details: stored } });
  });
  deps.jobs.wake('deliver-webhook');
  return details;
}

/** Without the fields that were left empty. */
function trimmed(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  );
}

function problemsOf(form: VisitorForm, values: Record<string, string>, consents: boolean): FieldError[] {
  const wrong: FieldError[] = [];
  const fields = new Map(form.fields.map((field) => [field.name, field]));
  for (const name of Object.keys(values)) {
    if (!fields.has(name)) wrong.push({ path: `values.${name}`, message: 'is no field of the form' });
  }
  for (const field of form.fields) {
    const message = problemOf(field, values[field.name]);
    if (message !== undefined) wrong.push({ path: `values.${field.name}`, message });
  }
  if (form.consent !== undefined && !consents) wrong.push({ path: 'consent', message: 'is needed' });
  return wrong;
}

const email = z.email();

function problemOf(field: FormField, value: string | undefined): string | undefined {
  if (value === undefined) return field.required === true ? 'is needed' : undefined;
  if (field.kind === 'email' && !email.safeParse(value).success) return 'must be an email address';
  if (field.kind === 'select' && field.options?.includes(value) !== true) return 'must be one of the options';
  return undefined;
}
