import { detectQueryLanguage } from './detect-language.js';

/** A language counts as one of the tenant's from this share of its chunks. */
const leastShare = 0.1;
const mostLanguages = 3;

/**
 * The languages whose stems a question may match: the tenant's main ones, and the one detected where the tenant
 * has it at all. A word then stands for its stem in each of them.
 */
export function queryLanguages(query: string, chunkLanguages: Readonly<Record<string, number>>): string[] {
  const ranked = Object.entries(chunkLanguages).sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const total = ranked.reduce((sum, [, count]) => sum + count, 0);
  const languages = ranked.filter(([, count]) => count >= leastShare * total).map(([language]) => language);
  const found = languages.slice(0, mostLanguages);
  if (ranked.length <= 1) return found;
  const detected = detectQueryLanguage(query);
  if (detected !== null && chunkLanguages[detected] !== undefined && !found.includes(detected)) found.push(detected);
  return found;
}
