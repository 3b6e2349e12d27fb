import { functionWords } from './function-words.js';
import { fold, tokenise, unmark } from './tokenise.js';

const smallTalkWords = `hi hello hey hiya yo good morning afternoon evening night thanks thank thx cheers ok okay great cool nice bye goodbye welcome
  lol haha hallo guten tag morgen abend danke tschüss hola buenos días tardes gracias adiós bonjour salut bonsoir merci revoir ciao buongiorno
  grazie olá oi obrigado obrigada hoi dank bedankt привет здравствуйте спасибо пока merhaba selam teşekkürler cześć dzień dobry dziękuję hej tack
  مرحبا السلام عليكم شكرا xin chào cảm ơn नमस्ते धन्यवाद γεια σας ευχαριστώ 你好 您好 谢谢 こんにちは ありがとう 안녕하세요 감사합니다 สวัสดี`;

/** Where words are not separated, a pair of these says little; of Hiragana nearly all endings and particles are made. */
const functionPair =
  /^(?:[的是了在和与與或有个個哪谁誰什么麼吗嗎呢几幾多少怎样樣如何为為我你您们們这這那不能可以会會要请請问問它他她被把对對从從到于於之其也都就还還上下中]{1,2}|[\p{Script=Hiragana}何誰]{1,2})$/u;

const sets = new Map<string, ReadonlySet<string>>();
const plainSets = new Map<string, ReadonlySet<string>>();
let smallTalk: ReadonlySet<string> | undefined;

export function isStopWord(token: string, languages: readonly string[]): boolean {
  return languages.some((language) => stopWordsOf(language).has(token));
}

/** The same for a word that is typed without its diacritics. */
export function isPlainStopWord(token: string, languages: readonly string[]): boolean {
  return languages.some((language) => plainStopWordsOf(language).has(token));
}

/** How many words of a text are among a language's commonest. */
export function countFunctionWords(text: string, language: string): number {
  const known = stopWordsOf(language);
  let count = 0;
  tokenise(fold(text), (token) => {
    if (known.has(token)) count++;
  });
  return count;
}

/** True for a pair of Han or Kana characters that hardly tells a subject. */
export function isFunctionPair(pair: string): boolean {
  return functionPair.test(pair);
}

/** True where a message greets, thanks or says nothing: there is nothing to look up. */
export function isSmallTalk(text: string): boolean {
  smallTalk ??= tokenSet(smallTalkWords);
  const known = smallTalk;
  let tokens = 0;
  let greetings = 0;
  let others = 0;
  tokenise(fold(text), (token) => {
    tokens++;
    if (known.has(token)) greetings++;
    else if (!fillers.has(token)) others++;
  });
  return tokens === 0 || (greetings > 0 && others === 0);
}

const fillers: ReadonlySet<string> = new Set([
  'you',
  'so',
  'very',
  'much',
  'there',
  'a',
  'lot',
  'all',
  'and',
  'for',
  'your',
  'the',
  'that',
  'help',
  's',
  'to',
]);

function stopWordsOf(language: string): ReadonlySet<string> {
  let words = sets.get(language);
  if (words === undefined) sets.set(language, (words = tokenSet(functionWords[language] ?? '')));
  return words;
}

function plainStopWordsOf(language: string): ReadonlySet<string> {
  let words = plainSets.get(language);
  if (words === undefined) plainSets.set(language, (words = new Set(Array.from(stopWordsOf(language), unmark))));
  return words;
}

function tokenSet(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  tokenise(fold(text), (token) => words.add(token));
  return words;
}
