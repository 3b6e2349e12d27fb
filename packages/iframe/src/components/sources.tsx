import type { ChatAnswer } from '@askwell/sdk/chat';
import { passageUrl, type ResolvedStrings } from '@askwell/sdk/dom';
import { Icon } from './icon.js';

export interface SourcesProps {
  answer: ChatAnswer;
  strings: ResolvedStrings;
}

/** One row of the pages that an answer rests on; of an answer that does not know, the pages that came nearest. */
export function Sources({ answer, strings }: SourcesProps) {
  if (answer.sources.length === 0) return null;
  return (
    <div class="sources">
      <span class="sources-label">{answer.answered === false ? strings.nearest : strings.sources}</span>
      <ul class="chips">
        {answer.sources.map((source) => {
          const cited = answer.citations.find((citation) => citation.sourceId === source.id);
          return (
            <li key={source.id}>
              <Chip
                title={source.title}
                url={source.url && cited ? passageUrl(source.url, cited) : source.url}
                newTab={strings.newTab}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Chip({ title, url, newTab }: { title: string; url: string | null; newTab: string }) {
  const body = (
    <>
      <Icon name="page" />
      <span class="chip-title">{title}</span>
    </>
  );
  if (url === null) return <span class="chip">{body}</span>;
  return (
    <a class="chip" href={url} target="_blank" rel="noopener" title={title}>
      {body}
      <span class="sr-only"> ({newTab})</span>
    </a>
  );
}
