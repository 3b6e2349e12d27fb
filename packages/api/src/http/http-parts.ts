import type { Deps } from '../deps.js';
import type { SseWriter } from './sse-writer.js';

/** What the routes need besides the request. */
export interface HttpParts {
  deps: Deps;
  sse: SseWriter;
  platformKey: string;
}
