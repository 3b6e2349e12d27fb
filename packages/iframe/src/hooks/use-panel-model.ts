import type { ResolvedWidgetConfig } from '@askwell/contract';
import type { ChatSession, ChatState } from '@askwell/sdk/chat';
import { PanelModel } from '@askwell/sdk/dom';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

/** What the page shows beside the conversation; a change of it renders the page. */
export function usePanelModel(session: ChatSession, state: ChatState, config: ResolvedWidgetConfig): PanelModel {
  const [, render] = useState(0);
  const latest = useRef(config);
  latest.current = config;
  const model = useMemo(
    () =>
      new PanelModel({
        session: () => session,
        config: () => latest.current,
        onChange: () => render((count) => count + 1),
        onAsked: () => undefined,
      }),
    [session],
  );
  useEffect(() => model.follow(state), [model, state]);
  return model;
}
