import type { CreateView, View } from '@askwell/sdk/views/view';
import { useEffect, useRef } from 'preact/hooks';

export interface ViewSlotProps<Props> {
  /** Fetches the view's chunk, with its style. */
  load: () => Promise<CreateView<Props>>;
  props: Props;
  class?: string;
}

/** Shows a view whose code and style are fetched when it is first shown. `load` must be the same function at each render. */
export function ViewSlot<Props>({ load, props, class: name = 'view' }: ViewSlotProps<Props>) {
  const container = useRef<HTMLDivElement>(null);
  const view = useRef<View<Props> | null>(null);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    let wanted = true;
    load().then(
      (create) => {
        if (wanted && container.current) view.current = create(container.current, latest.current);
      },
      () => undefined, // the rest of the chat goes on; the next time it is shown, it is fetched again
    );
    return () => {
      wanted = false;
      view.current?.destroy();
      view.current = null;
    };
  }, [load]);

  useEffect(() => view.current?.update(props));

  return <div class={name} ref={container} />;
}
