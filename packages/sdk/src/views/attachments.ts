import type { ChatAttachment, ChatSession } from '../chat/chat-types.js';
import { createIcon } from '../dom/create-icon.js';
import { formatString, type ResolvedStrings } from '../dom/strings.js';
import { element, type View } from './view.js';

export interface AttachmentsProps {
  strings: ResolvedStrings;
  session: ChatSession;
  attachments: readonly ChatAttachment[];
  /** Media types; a browser says none of some files, and those the server judges. */
  types: readonly string[];
  maxBytes: number;
  maxFiles: number;
}

/** The files of the next question: chips above the field, and the ways in – the button `.attach`, a drop, a paste. */
export function createAttachments(container: HTMLElement, first: AttachmentsProps): View<AttachmentsProps> {
  let props = first;
  const panel = container.closest<HTMLElement>('.panel') ?? container;
  const chips = element('ul', { class: 'tray', 'aria-label': props.strings.attach });
  const problem = element('p', { class: 'tray-problem', role: 'alert' });
  const picker = element('input', { type: 'file', multiple: true, hidden: true, tabindex: -1, 'aria-hidden': 'true' });
  const curtain = element(
    'div',
    { class: 'curtain', hidden: true },
    createIcon('attach'),
    element('span', {}, props.strings.attach),
  );
  const ending = new AbortController();
  const { signal } = ending;
  const shown = new Map<string, Chip>();

  const take = (files: Iterable<File>): void => {
    const { strings, session, maxBytes, maxFiles, types } = props;
    problem.textContent = '';
    let room = maxFiles - props.attachments.length;
    for (const file of files) {
      if (file.size > maxBytes)
        problem.textContent = formatString(strings.fileTooLarge, { name: file.name, size: bytes(maxBytes) });
      else if (file.type !== '' && !types.some((type) => matches(file.type, type)))
        problem.textContent = formatString(strings.fileType, { name: file.name });
      else if (room <= 0) problem.textContent = formatString(strings.tooManyFiles, { count: maxFiles });
      else {
        room -= 1;
        void session.attach(file);
      }
    }
  };

  panel.addEventListener(
    'click',
    ({ target }) => {
      if (target instanceof Element && target.closest('.attach')) picker.click();
    },
    { signal },
  );
  picker.addEventListener('change', () => {
    take(Array.from(picker.files ?? []));
    picker.value = '';
  });
  panel.addEventListener(
    'paste',
    (event) => {
      const files = Array.from(event.clipboardData?.files ?? []);
      if (files.length === 0) return;
      event.preventDefault();
      take(files);
    },
    { signal },
  );
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  panel.addEventListener(
    'dragover',
    (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      curtain.hidden = false;
    },
    { signal },
  );
  panel.addEventListener(
    'dragleave',
    (event) => {
      if (!(event.relatedTarget instanceof Node && panel.contains(event.relatedTarget))) curtain.hidden = true;
    },
    { signal },
  );
  panel.addEventListener(
    'drop',
    (event) => {
      curtain.hidden = true;
      if (!hasFiles(event)) return;
      event.preventDefault();
      take(Array.from(event.dataTransfer?.files ?? []));
    },
    { signal },
  );

  const show = (): void => {
    const { attachments, strings, session } = props;
    picker.accept = props.types.join(',');
    for (const [key, chip] of shown) {
      if (attachments.some((one) => keyOf(one) === key)) continue;
      chip.item.remove();
      shown.delete(key);
    }
    for (const attachment of attachments) {
      const key = keyOf(attachment);
      const known = shown.get(key);
      if (known !== undefined) {
        known.tell(attachment.progress);
        continue;
      }
      const chip = createChip(attachment, strings, () => {
        void session.detach(attachment.id);
        panel.querySelector<HTMLElement>('.input')?.focus({ preventScroll: true });
      });
      shown.set(key, chip);
      chips.append(chip.item);
    }
    chips.hidden = attachments.length === 0;
  };

  container.replaceChildren(chips, problem, picker);
  panel.append(curtain);
  show();
  return {
    update(next) {
      props = next;
      show();
    },
    destroy() {
      ending.abort();
      curtain.remove();
      container.replaceChildren();
    },
  };
}

/** A chip is built anew when its upload has ended. */
function keyOf({ id, state }: ChatAttachment): string {
  return `${id} ${state}`;
}

interface Chip {
  item: HTMLElement;
  /** How much of an upload has gone. */
  tell(progress: number): void;
}

function createChip(attachment: ChatAttachment, strings: ResolvedStrings, onRemove: () => void): Chip {
  const { name, state, bytes: size } = attachment;
  const isUploading = state === 'uploading';
  const note = element(
    'span',
    { class: 'tray-note' },
    state === 'failed' ? formatString(strings.fileFailed, { name }) : bytes(size),
  );
  const bar = element('progress', { class: 'tray-progress', 'aria-label': formatString(strings.uploading, { name }) });
  const tell = (progress: number): void => {
    if (!isUploading) return;
    bar.value = progress;
    note.textContent = progress.toLocaleString(undefined, { style: 'percent' });
  };
  tell(attachment.progress);
  const remove = element(
    'button',
    { class: 'tray-remove', type: 'button', 'aria-label': formatString(strings.removeFile, { name }) },
    createIcon('close'),
  );
  remove.addEventListener('click', onRemove);
  const item = element(
    'li',
    { class: 'tray-chip', part: 'attachment', 'data-state': state },
    createIcon(state === 'failed' ? 'alert' : 'page'),
    element('span', { class: 'tray-name', title: name }, name),
    note,
    ...(isUploading ? [bar] : []),
    remove,
  );
  return { item, tell };
}

function matches(type: string, wanted: string): boolean {
  return wanted.endsWith('/*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}

function bytes(count: number): string {
  const megabytes = count / (1024 * 1024);
  return megabytes >= 1 ? `${Math.round(megabytes * 10) / 10} MB` : `${Math.max(1, Math.round(count / 1024))} KB`;
}
