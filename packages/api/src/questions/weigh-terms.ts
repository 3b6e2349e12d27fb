import { fold, termsOf } from '../retrieval/index.js';

/** What a question asks about: each of its stems and how much it tells. */
export interface WeighedQuestion {
  weights: ReadonlyMap<string, number>;
  total: number;
  /** False where it only greets or is made of function words. */
  hasSubject: boolean;
}

const functionWordWeight = 0.1;
/** What a long message asks stands at its beginning. */
const readCharacters = 1_000;

/** Words in which most questions are alike, whatever they ask. */
const functionWords: ReadonlySet<string> = new Set(
  `a an the and or but if of in on at to from for with by about as is are was were be been am do does did can could will would should may must
  have has had i me my you your he his she her it its we us our they them their this that these those there here what which who whose when
  where why how not so than then very just also any some all please want need get know tell s t don doesn isn re ve ll m d hi hello hey thanks
  thank ok okay bye good morning up out off set use using make way possible
  der die das den dem des ein eine einen einem einer und oder aber wenn von im am auf zu zum zur für mit bei über als wie ist sind war bin wird
  werden kann können soll muss habe haben hat ich mich mir mein meine du dein sie er es wir uns unser ihr ihre dies diese da hier was welche
  welcher wer wem wann wo warum woher wohin nicht kein keine bitte man gibt hallo danke guten tag
  le la les l un une des du de et ou mais dans en sur à au aux par pour avec est sont peut je j me mon ma mes tu ton ta il elle on nous notre
  vous votre ils ce cet cette que qu quoi quel quelle qui dont quand où pourquoi comment combien ne n pas se s c bonjour merci
  el los las unos y o pero si al con por para sin es son hay mi mis su sus lo se este esta qué cuál quién cuándo dónde cómo cuánto no hola gracias
  il lo gli uno di del della nel nella al alla da per è sono ho ha mio mia che cosa quale chi quando dove perché come quanto ciao grazie
  os as um uma e do da dos das no na por com é são há meu minha que quais quem onde como quanto não olá obrigado
  het een van op aan te tot uit voor met bij zijn kan ik mijn je wij ons dit dat er hier wat welke wie wanneer waar waarom hoe niet hallo dank`
    .split(/\s+/)
    .filter(Boolean),
);

export function weighTerms(question: string, language: string | null): WeighedQuestion {
  const weights = new Map<string, number>();
  let hasSubject = false;
  for (const word of fold(question.slice(0, readCharacters)).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
    const isFunctionWord = functionWords.has(word);
    hasSubject ||= !isFunctionWord;
    for (const term of termsOf(word, language)) {
      weights.set(term, isFunctionWord ? functionWordWeight : 1);
    }
  }
  let total = 0;
  for (const weight of weights.values()) total += weight;
  return { weights, total, hasSubject };
}

/** Weighted Jaccard: the weight of the stems that both have over the weight of all, 0 to 1. */
export function likeness(one: WeighedQuestion, other: WeighedQuestion): number {
  let shared = 0;
  for (const [term, weight] of one.weights) if (other.weights.has(term)) shared += weight;
  return jaccard(shared, one.total, other.total);
}

export function jaccard(shared: number, one: number, other: number): number {
  return shared === 0 ? 0 : shared / (one + other - shared);
}
