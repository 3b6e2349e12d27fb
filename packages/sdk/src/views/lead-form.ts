import type { FormField, VisitorForm } from '@askwell/contract';
import type { ChatFailure } from '../chat/chat-types.js';
import { failureText, type ResolvedStrings } from '../dom/strings.js';
import { element, type View } from './view.js';

export interface LeadFormProps {
  strings: ResolvedStrings;
  form: VisitorForm;
  /** Stores what was filled in; null, or why it was refused. */
  onSubmit: (values: Record<string, string>, consent: boolean) => Promise<ChatFailure | null>;
  /** The visitor has asked for what the form stands before: it takes the focus, and its beginning comes into view. */
  takesFocus: boolean;
  /** Where the form may be passed over. */
  onSkip?: (() => void) | undefined;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const autocompletes: Record<string, string> = { name: 'name', email: 'email', phone: 'tel', company: 'organization' };
const mail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The tenant's form. What is missing is said at its field, and the first such field takes the focus. */
export function createLeadForm(container: HTMLElement, first: LeadFormProps): View<LeadFormProps> {
  let props = first;
  const { strings, form: lead } = props;
  const controls = lead.fields.map((field) => ({
    field,
    control: createControl(field),
    error: element('p', { class: 'form-error', id: `lead-${field.name}-error` }),
  }));
  const consent =
    lead.consent === undefined ? null : element('input', { type: 'checkbox', class: 'form-check', id: 'lead-consent' });
  const consentError = element('p', { class: 'form-error', id: 'lead-consent-error' });
  const problem = element('p', { class: 'form-error', role: 'alert' });
  const send = element('button', { class: 'text-button primary', type: 'submit' }, strings.send);

  const form = element('form', { class: 'lead', part: 'form', novalidate: true, 'aria-label': lead.title ?? strings.send });
  if (lead.title) form.append(element('p', { class: 'lead-title' }, lead.title));
  for (const { field, control, error } of controls) {
    form.append(
      element(
        'div',
        { class: 'form-field' },
        element('label', { class: 'form-label', for: control.id }, field.label),
        control,
        error,
      ),
    );
  }
  if (consent && lead.consent !== undefined) {
    const words = element('label', { class: 'form-label', for: 'lead-consent' }, lead.consent);
    form.append(element('div', { class: 'form-field' }, element('div', { class: 'form-consent' }, consent, words), consentError));
  }
  const buttons = element('div', { class: 'form-row' });
  if (props.onSkip) {
    const skip = element('button', { class: 'text-button quiet', type: 'button' }, strings.skip);
    skip.addEventListener('click', () => props.onSkip?.());
    buttons.append(skip);
  }
  buttons.append(send);
  form.append(problem, buttons);

  const check = (): Control | null => {
    let wrong: Control | null = null;
    const tell = (control: Control, error: HTMLElement, text: string): void => {
      error.textContent = text;
      if (text === '') {
        control.removeAttribute('aria-invalid');
        control.removeAttribute('aria-describedby');
      } else {
        control.setAttribute('aria-invalid', 'true');
        control.setAttribute('aria-describedby', error.id);
        wrong ??= control;
      }
    };
    for (const { field, control, error } of controls) tell(control, error, mistake(field, control.value.trim(), strings));
    if (consent) tell(consent, consentError, !consent.checked ? strings.required : '');
    return wrong;
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = check();
    if (wrong) return wrong.focus();
    return void submit();
  });
  form.addEventListener('input', () => {
    if (form.querySelector('[aria-invalid]')) check();
  });

  const submit = async (): Promise<void> => {
    const values = Object.fromEntries(
      controls.map(({ field, control }) => [field.name, control.value.trim()] as const).filter(([, value]) => value !== ''),
    );
    send.disabled = true;
    problem.textContent = '';
    const failure = await props.onSubmit(values, consent?.checked ?? false);
    send.disabled = false;
    if (failure) problem.textContent = failureText(failure, strings);
  };

  container.replaceChildren(form);
  if (props.takesFocus) {
    controls[0]?.control.focus({ preventScroll: true });
    // In the frame after the one in which the transcript goes to its end for what it has grown.
    requestAnimationFrame(() => requestAnimationFrame(() => form.firstElementChild?.scrollIntoView({ block: 'nearest' })));
  }

  return {
    update(next) {
      props = next;
    },
    destroy: () => container.replaceChildren(),
  };
}

function createControl({ name, kind, required, options = [] }: FormField): Control {
  const shared = { class: 'form-input', id: `lead-${name}`, name, 'aria-required': required ? 'true' : undefined, dir: 'auto' };
  if (kind === 'long-text') return element('textarea', { ...shared, rows: 3 });
  if (kind === 'select') {
    const choices = options.map((option) => element('option', { value: option }, option));
    return element('select', shared, element('option', { value: '' }, ''), ...choices);
  }
  return element('input', {
    ...shared,
    type: kind === 'email' ? 'email' : 'text',
    autocomplete: autocompletes[kind] ?? autocompletes[name] ?? 'on',
  });
}

function mistake({ required, kind }: FormField, value: string, strings: ResolvedStrings): string {
  if (value === '') return required ? strings.required : '';
  return kind === 'email' && !mail.test(value) ? strings.emailInvalid : '';
}
