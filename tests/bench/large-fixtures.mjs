const onsets = ['', ...'b br c ch d dr f g gr h k l m n p pl r s st t tr v w'.split(' ')];
const vowels = 'a e i o u ai ou'.split(' ');
const codas = ['', ...'n r s l m'.split(' ')];
const syllables = onsets.flatMap((onset) => vowels.flatMap((vowel) => codas.map((coda) => onset + vowel + coda)));
const functionWords = 'the of to and in is for that with as on are by this it or be at from an'.split(' ');
const rarest = 60_000;
export const sectionsOfDocument = 100;
const wordsOfSection = 110;

/** A manual of 100 sections, each about as long as a chunk. Its words are as unevenly common as in a language. */
export function largeDocument(index) {
  const random = randomOf(index);
  const sections = Array.from({ length: sectionsOfDocument }, (_, section) => {
    const words = Array.from({ length: wordsOfSection }, (_, at) => `${textWord(random)}${at % 14 === 13 ? '.' : ''}`);
    return `## ${rareWord(random)} ${rareWord(random)} ${section}\n\n${words.join(' ')}`;
  });
  return { title: `Manual ${index} of ${rareWord(random)}`, text: sections.join('\n\n'), externalId: `large-${index}` };
}

/** Some of the words of a section, with those that a question adds. */
export function largeQuestion(index, documents) {
  const sections = largeDocument((index * 7919) % documents).text.split('\n\n');
  const random = randomOf(index + 1_000_003);
  const words = sections[2 * Math.floor(random() * sectionsOfDocument) + 1].replaceAll('.', '').split(' ');
  const asked = Array.from({ length: 6 }, () => words[Math.floor(random() * words.length)]);
  return `How do I change the ${asked.join(' ')}?`;
}

function textWord(random) {
  if (random() < 0.35) return functionWords[Math.floor(functionWords.length * random() ** 2)];
  return rareWord(random);
}

function rareWord(random) {
  return wordOf(Math.floor(rarest * random() ** 4));
}

/** Two syllables of a thousand, so that letters stand together about as unevenly as in a language. */
function wordOf(rank) {
  const [first, second] = [37 * rank, 59 * Math.floor(rank / syllables.length) + 11];
  return [first, second].map((at) => syllables[at % syllables.length]).join('');
}

function randomOf(seed) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
