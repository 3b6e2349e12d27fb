import { fold, tokenise } from './tokenise.js';

/**
 * Each language's commonest function and question words, unstemmed. They count half as much as others: a small
 * knowledge base cannot learn from itself that "how" or "does" says nothing. They are never removed.
 */
const lists: Readonly<Record<string, string>> = {
  en: `a an the and or but if of in on at to from for with by about as into is are was were be been being am do does did can could will would
    should shall may might must have has had i me my mine you your yours he him his she her it its we us our they them their this that these
    those there here what which who whom whose when where why how not no so than then too very just also any some all please want need get
    know tell s t don doesn isn aren didn won wouldn couldn shouldn haven hasn re ve ll m d`,
  de: `der die das den dem des ein eine einen einem einer eines und oder aber wenn von in im an am auf zu zum zur aus für mit bei über als wie ist
    sind war waren sein bin bist wird werden wurde kann können könnte soll sollte muss müssen darf habe haben hat hatte ich mich mir mein meine
    meinen meiner du dich dir dein deine sie er es wir uns unser unsere ihr ihre ihnen dies diese dieser dieses da dort hier was welche welcher
    welches wer wem wen wessen wann wo warum wieso woher wohin nicht kein keine so dann auch nur sehr bitte man gibt`,
  fr: `le la les l un une des du de d et ou mais si dans en sur à au aux par pour avec sans est sont était étaient être suis es sera peut peuvent
    pouvez puis dois doit faut ai as a avons avez ont avait je j me m mon ma mes tu te t ton ta tes il elle on nous notre nos vous votre vos ils
    elles leur leurs ce cet cette ces c ça que qu quoi quel quelle quels quelles qui dont quand où pourquoi comment combien ne n pas plus y se s
    son sa ses est-ce svp`,
  es: `el la los las un una unos unas y o pero si de del en a al con por para sin sobre es son era eran ser soy está están estoy fue puede puedo
    pueden debo debe hay he ha han había yo me mi mis tu tus te él ella nos nosotros nuestro nuestra ustedes usted ellos ellas su sus lo le les
    se este esta estos estas eso esto ese esa que qué cual cuál cuáles quien quién quiénes cuando cuándo donde dónde cómo como cuánto cuánta
    cuántos cuántas porque no más también muy`,
  pt: `o a os as um uma uns umas e ou mas se de do da dos das em no na nos nas ao à por pelo pela para com sem sobre é são era eram ser sou está
    estão foi pode posso podem devo deve há tem têm tenho eu me meu minha meus minhas você vocês seu sua seus suas ele ela nós nosso nossa eles
    elas isto isso este esta esse essa que qual quais quem quando onde como quanto quantos quantas porque não mais também muito`,
  it: `il lo la i gli le l un uno una e o ma se di del dello della dei degli delle in nel nella a al alla ai da dal dalla con per su sul sulla è
    sono era erano essere sei siamo può posso possono devo deve c ci ha ho hanno aveva io mi mio mia miei tu ti tuo tua lui lei noi nostro voi
    vostro loro suo sua si questo questa questi queste quello quella che cosa quale quali chi quando dove perché come quanto quanti non più anche
    molto`,
  nl: `de het een en of maar als van in op aan te tot uit voor met bij over door is zijn was waren ben bent wordt worden kan kunnen kun moet moeten
    mag heb heeft hebben had ik mij me mijn je jij jouw u uw hij haar zij ze wij we ons onze hun dit dat deze die er hier daar wat welke wie
    wanneer waar waarom hoe hoeveel niet geen ook dan zo nog naar`,
  ru: `и или но а если в во на к ко от из для с со о об по за до при у это этот эта эти тот та те что чтобы как какой какая какое какие кто кого
    кому чей когда где куда откуда почему зачем сколько не нет ли же бы быть был была было были есть будет может можно могу могут нужно надо я
    меня мне мой моя мои ты вы вас вам ваш он она оно они его её их мы нас нам наш свой там тут здесь так также то`,
  pl: `i lub ale jeśli w we na do od z ze dla o po za przez przy jest są był była było były być będzie może mogę można muszę trzeba mam ma mają ja
    mnie mi mój moja moje ty ci twój pan pani on ona ono oni my nas nasz wy to ten ta te tego tej co który która które jaki jaka jakie kto kogo
    kiedy gdzie dlaczego czemu jak ile czy nie się też tak`,
  sv: `en ett den det de och eller men om av i på till från för med vid är var vara blir kan ska skall måste får har hade jag mig min mitt mina du
    dig din ditt vi oss vår ni er han hon hans hennes sin sitt detta denna dessa vad vilken vilket vilka vem när var varför hur inte också så som
    att`,
  tr: `ve veya ama ile için bir bu şu o da de mi mı mu mü ne neden niçin nasıl nerede nereye kim kimin hangi kaç zaman olan olarak var yok değil
    ben benim sen senin biz bizim siz sizin onlar daha çok en gibi kadar`,
  ar: `في من على إلى الى عن مع هو هي هم هذا هذه ذلك تلك التي الذي الذين ما ماذا من متى أين اين كيف لماذا كم هل أي اي لا لم لن أن ان إن كان كانت يكون
    قد و أو او ثم أنا انا أنت نحن لي`,
  vi: `và hoặc nhưng nếu của trong trên tại đến từ cho với là có không được các những một này đó gì nào ai khi đâu sao tôi bạn`,
  hi: `और या का की के को में से पर है हैं था थे थी क्या कौन कब कहाँ क्यों कैसे कितना कितने यह वह ये वे मैं मेरा हम आप नहीं ने एक`,
  el: `και ή αλλά αν ο η το οι τα του της των τον την τους στο στη στην στον σε από για με είναι ήταν να θα που τι ποιος ποια ποιο ποιοι πότε πού
    γιατί πώς πόσο πόσα δεν μου σου ένα μια`,
};

const smallTalkWords = `hi hello hey hiya yo good morning afternoon evening night thanks thank thx cheers ok okay great cool nice bye goodbye welcome
  lol haha hallo guten tag morgen abend danke tschüss hola buenos días tardes gracias adiós bonjour salut bonsoir merci revoir ciao buongiorno
  grazie olá oi obrigado obrigada hoi dank bedankt привет здравствуйте спасибо пока merhaba selam teşekkürler cześć dzień dobry dziękuję hej tack
  مرحبا السلام عليكم شكرا xin chào cảm ơn नमस्ते धन्यवाद γεια σας ευχαριστώ 你好 您好 谢谢 こんにちは ありがとう 안녕하세요 감사합니다 สวัสดี`;

/** Where words are not separated, a pair of these says little; of Hiragana nearly all endings and particles are made. */
const functionPair =
  /^(?:[的是了在和与與或有个個哪谁誰什么麼吗嗎呢几幾多少怎样樣如何为為我你您们們这這那不能可以会會要请請问問它他她被把对對从從到于於之其也都就还還上下中]{1,2}|[\p{Script=Hiragana}何誰]{1,2})$/u;

const sets = new Map<string, ReadonlySet<string>>();
let smallTalk: ReadonlySet<string> | undefined;

export function isStopWord(token: string, languages: readonly string[]): boolean {
  return languages.some((language) => stopWordsOf(language).has(token));
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
  if (words === undefined) sets.set(language, (words = tokenSet(lists[language] ?? '')));
  return words;
}

function tokenSet(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  tokenise(fold(text), (token) => words.add(token));
  return words;
}
