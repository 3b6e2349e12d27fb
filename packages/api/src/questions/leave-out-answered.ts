import type { Member } from './group-questions.js';
import type { ReadyPair } from './store.js';
import { likeness, weighTerms } from './weigh-terms.js';

/** A pair hides what it is like, so it must be more like than the questions of a group are. */
const leastLikeness = 0.5;

/**
 * Leaves out what was asked before a pair that answers it was ready: one made for the group, or one whose question is
 * like any in the group. What is asked later and still not answered shows that the pair does not help, so it stays.
 */
export function leaveOutAnswered(groups: readonly Member[][], pairs: readonly ReadyPair[], language: string | null): Member[][] {
  const weighed = pairs.map((pair) => ({ ...pair, weighed: weighTerms(pair.question, language) }));
  return groups.flatMap((group) => {
    const ids = new Set(group.map(({ id }) => id));
    let answeredAt = 0;
    for (const pair of weighed) {
      if (pair.readyAt.getTime() <= answeredAt) continue;
      const isMadeForIt = pair.questionId !== undefined && ids.has(pair.questionId);
      if (isMadeForIt || group.some((member) => likeness(member.weighed, pair.weighed) >= leastLikeness)) {
        answeredAt = pair.readyAt.getTime();
      }
    }
    const left = group.filter(({ askedAt }) => askedAt.getTime() > answeredAt);
    return left.length === 0 ? [] : [left];
  });
}
