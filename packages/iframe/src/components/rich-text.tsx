import type { AnswerSource, Citation } from '@askwell/contract';
import { formatString, type CitationCards, type ResolvedStrings } from '@askwell/sdk/dom';
import type { createRichText, RichText as RichTextView } from '@askwell/sdk/rich-text';
import { loadRichText } from '@askwell/sdk/rich-text/load';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

export interface RichTextProps {
  answerId: string;
  text: string;
  citations: readonly Citation[];
  sources: readonly AnswerSource[];
  streaming: boolean;
  cards: CitationCards;
  strings: ResolvedStrings;
  imageHosts: readonly string[];
}

let loaded: typeof createRichText | null = null;

/** An answer's Markdown; plain text until the renderer, which the first answer fetches, is here. */
export function RichText({ answerId, text, citations, sources, streaming, cards, strings, imageHosts }: RichTextProps) {
  const container = useRef<HTMLDivElement>(null);
  const view = useRef<RichTextView | null>(null);
  const [create, setCreate] = useState(() => loaded);

  useEffect(() => {
    if (create) return undefined;
    let wanted = true;
    loadRichText(() => new Promise((resolve) => setTimeout(resolve))).then(
      (created) => {
        loaded = created;
        if (wanted) setCreate(() => loaded);
      },
      () => undefined, // the plain text stays, and the next answer tries again
    );
    return () => {
      wanted = false;
    };
  }, [create]);

  useLayoutEffect(() => {
    if (!create || !container.current) return undefined;
    container.current.replaceChildren();
    const created = create(container.current, {
      onCitation: (number, anchor, how) => cards.reach({ answerId, number, anchor }, how),
      onCitationLeave: cards.leave,
      citationLabel: ({ number }, source) => [formatString(strings.source, { number }), source?.title].filter(Boolean).join(': '),
      copied: strings.copied,
      imageHosts,
    });
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, [create, answerId, cards, strings, imageHosts]);

  useLayoutEffect(() => {
    if (view.current) view.current.update(text, { citations, sources, streaming });
    else if (container.current) container.current.textContent = text;
    // after whatever the effect above begins anew for, which leaves its container empty
  }, [create, answerId, cards, strings, imageHosts, text, citations, sources, streaming]);

  return <div class="answer-text" hidden={text === ''} ref={container} />;
}
