import type { ResolvedStrings } from '../dom/strings.js';
import { element, type View } from './view.js';

export interface CommentFormProps {
  strings: ResolvedStrings;
  onSend: (comment: string) => void;
  onClose: () => void;
}

/** The contract's limit of a comment. */
const longestComment = 2_000;

/** Asks what an answer lacked, and thanks. */
export function createCommentForm(container: HTMLElement, first: CommentFormProps): View<CommentFormProps> {
  let props = first;
  const { strings } = props;
  const field = element('textarea', {
    class: 'form-input',
    rows: 2,
    maxlength: longestComment,
    dir: 'auto',
    'aria-label': strings.comment,
  });
  field.placeholder = strings.comment;
  const send = element('button', { class: 'text-button primary', type: 'submit', disabled: true }, strings.sendComment);
  const cancel = element('button', { class: 'text-button quiet', type: 'button' }, strings.cancel);
  const form = element('form', { class: 'comment' }, field, element('div', { class: 'form-row' }, cancel, send));

  field.addEventListener('input', () => {
    send.disabled = field.value.trim() === '';
  });
  cancel.addEventListener('click', () => props.onClose());
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    props.onClose();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const comment = field.value.trim();
    if (comment === '') return;
    props.onSend(comment);
    form.replaceWith(element('p', { class: 'note', role: 'status' }, props.strings.thanks));
  });
  container.replaceChildren(form);
  field.focus({ preventScroll: true });
  form.scrollIntoView({ block: 'nearest' });

  return {
    update(next) {
      props = next;
    },
    destroy: () => container.replaceChildren(),
  };
}
