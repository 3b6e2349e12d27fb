import type { AskedQuestion } from './store.js';
import { jaccard, weighTerms, type WeighedQuestion } from './weigh-terms.js';

/** From this likeness two questions ask the same. */
export const leastLikeness = 0.5;

export interface Member extends AskedQuestion {
  weighed: WeighedQuestion;
}

/**
 * Groups questions that ask the same: in the order asked, each joins the group whose first question is most like it,
 * or begins one. So the outcome depends on the questions alone, and a new one moves no older one.
 */
export function groupQuestions(newestFirst: readonly AskedQuestion[], language: string | null): Member[][] {
  const groups: Member[][] = [];
  const groupsOfTerm = new Map<string, number[]>();
  for (const asked of newestFirst.toReversed()) {
    const member = { ...asked, weighed: weighTerms(asked.text, language) };
    if (!member.weighed.hasSubject) continue;
    const nearest = findNearest(member.weighed, groups, groupsOfTerm);
    if (nearest !== undefined) {
      groups[nearest]?.push(member);
      continue;
    }
    for (const term of member.weighed.weights.keys()) {
      const list = groupsOfTerm.get(term);
      if (list === undefined) groupsOfTerm.set(term, [groups.length]);
      else list.push(groups.length);
    }
    groups.push([member]);
  }
  return groups;
}

function findNearest(
  question: WeighedQuestion,
  groups: readonly Member[][],
  groupsOfTerm: ReadonlyMap<string, readonly number[]>,
): number | undefined {
  const shared = new Map<number, number>();
  for (const [term, weight] of question.weights) {
    for (const at of groupsOfTerm.get(term) ?? []) shared.set(at, (shared.get(at) ?? 0) + weight);
  }
  let nearest: number | undefined;
  let most = 0;
  for (const [at, weight] of shared) {
    const like = jaccard(weight, question.total, groups[at]?.[0]?.weighed.total ?? 0);
    const isOlder = like === most && nearest !== undefined && at < nearest;
    if (like >= leastLikeness && (like > most || isOlder)) {
      nearest = at;
      most = like;
    }
  }
  return nearest;
}
