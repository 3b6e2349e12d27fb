import { setImmediate as others } from 'node:timers/promises';
import type { AskedQuestion } from './store.js';
import { jaccard, weighTerms, type WeighedQuestion } from './weigh-terms.js';

/** Nearly the same words: these count as one when the rarity of a word is told. */
const leastLikenessOfWordings = 0.6;
/** With words weighed by rarity, human rewordings of 60 questions met at 0.95 precision; a lower one joins what is only near. */
const leastLikenessOfGroup = 0.35;
const leastRarity = 0.25;
/** Other requests get their turn after this many. */
const questionsInOneGo = 100;

export interface Member extends AskedQuestion {
  weighed: WeighedQuestion;
}

/** Groups questions that ask the same, oldest first within a group. The outcome depends on the questions alone. */
export async function groupQuestions(newestFirst: readonly AskedQuestion[], language: string | null): Promise<Member[][]> {
  const members: Member[] = [];
  for (const [at, asked] of newestFirst.toReversed().entries()) {
    if (at % questionsInOneGo === 0) await others();
    const weighed = weighTerms(asked.text, language);
    if (weighed.hasSubject) members.push({ ...asked, weighed });
  }
  const plain = members.map(({ weighed }) => weighed);
  const wordings = (await gather(plain, leastLikenessOfWordings)).flatMap(([first = 0]) => plain[first] ?? []);
  const groups = await gather(weighByRarity(plain, wordings), leastLikenessOfGroup);
  return groups.map((group) => group.flatMap((at) => members[at] ?? []));
}

/** A word of many questions tells less; one question asked often does not make its own words common. */
function weighByRarity(questions: readonly WeighedQuestion[], wordings: readonly WeighedQuestion[]): WeighedQuestion[] {
  const frequencies = new Map<string, number>();
  for (const { weights } of wordings) {
    for (const term of weights.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  }
  const rarityOf = (term: string): number =>
    Math.max(leastRarity, Math.log(1 + wordings.length / (frequencies.get(term) ?? 1)) / Math.log(1 + wordings.length));
  return questions.map((question) => {
    const weights = new Map([...question.weights].map(([term, weight]) => [term, weight * rarityOf(term)]));
    return { ...question, weights, total: [...weights.values()].reduce((sum, weight) => sum + weight, 0) };
  });
}

/** In order, each joins the group whose first is most like it, or begins one. Gives places in `questions`. */
async function gather(questions: readonly WeighedQuestion[], leastLikeness: number): Promise<number[][]> {
  const groups: number[][] = [];
  const groupsOfTerm = new Map<string, number[]>();
  for (const [at, question] of questions.entries()) {
    if (at % questionsInOneGo === 0) await others();
    const shared = new Map<number, number>();
    for (const [term, weight] of question.weights) {
      for (const group of groupsOfTerm.get(term) ?? []) shared.set(group, (shared.get(group) ?? 0) + weight);
    }
    let nearest: number | undefined;
    let most = 0;
    for (const [group, weight] of shared) {
      const like = jaccard(weight, question.total, questions[groups[group]?.[0] ?? 0]?.total ?? 0);
      const isOlder = like === most && nearest !== undefined && group < nearest;
      if (like >= leastLikeness && (like > most || isOlder)) {
        nearest = group;
        most = like;
      }
    }
    const joined = nearest === undefined ? undefined : groups[nearest];
    if (joined !== undefined) {
      joined.push(at);
      continue;
    }
    for (const term of question.weights.keys()) {
      const list = groupsOfTerm.get(term);
      if (list === undefined) groupsOfTerm.set(term, [groups.length]);
      else list.push(groups.length);
    }
    groups.push([at]);
  }
  return groups;
}
