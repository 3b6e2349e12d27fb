// Writes question sets again with words mistyped, to measure what search makes of them:
//   node tests/bench/mistype.mjs SETS OUT [--share 0.1] [--seed 1]
// SETS holds a folder for each set, with corpus.jsonl, queries.jsonl and qrels.tsv. In each question a share of the words of four
// letters or more, and one at least, gets one slip: a letter is left out, doubled by its neighbour, replaced or swapped. Where words
// are not separated, a share of the characters is swapped with the next one or replaced. The same seed makes the same slips.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string', default: '0.1' }, seed: { type: 'string', default: '1' } },
});
const [from, to] = positionals;
if (from === undefined || to === undefined) throw new Error('Give the folder of the sets and the one to write to.');

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
/** A pair of characters is what two letters of a spaced script are to a word, so fewer of them get a slip. */
const charactersOfWord = 2;

for (const set of readdirSync(from).filter((name) => existsSync(join(from, name, 'queries.jsonl')))) {
  const random = createRandom(Number(values.seed));
  mkdirSync(join(to, set), { recursive: true });
  for (const file of readdirSync(join(from, set))) copyFileSync(join(from, set, file), join(to, set, file));
  const questions = readFileSync(join(from, set, 'queries.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const alphabet = [...new Set(questions.flatMap(({ text }) => text.toLowerCase().match(/\p{L}/gu) ?? []))].sort((a, b) =>
    a < b ? -1 : 1,
  );
  const lines = questions.map((question) =>
    JSON.stringify({ ...question, text: mistype(question.text, { share: Number(values.share), random, alphabet }) }),
  );
  writeFileSync(join(to, set, 'queries.jsonl'), `${lines.join('\n')}\n`);
}

function mistype(text, { share, random, alphabet }) {
  const places = [...text.matchAll(/\p{L}[\p{L}\p{M}]*/gu)].flatMap(({ 0: word, index }) => {
    if (!unspaced.test(word)) return Array.from(word).length < 4 ? [] : [{ index, word }];
    return Array.from(word.matchAll(/\p{L}/gu), (character) => ({ index: index + character.index, word: character[0] }));
  });
  const slips = places.filter(({ word }) => random() < (unspaced.test(word) ? share / charactersOfWord : share));
  if (slips.length === 0 && places.length > 0) slips.push(places[Math.floor(random() * places.length)]);
  let mistyped = text;
  for (const { index, word } of slips.reverse()) {
    mistyped = unspaced.test(word)
      ? slipOfCharacter(mistyped, { index, random, alphabet })
      : mistyped.slice(0, index) + slipOfWord(word, { random, alphabet }) + mistyped.slice(index + word.length);
  }
  return mistyped;
}

function slipOfWord(word, { random, alphabet }) {
  const letters = Array.from(word);
  const at = Math.floor(random() * letters.length);
  const other = alphabet[Math.floor(random() * alphabet.length)];
  const kind = Math.floor(random() * 4);
  if (kind === 0) letters.splice(at, 1);
  else if (kind === 1) letters.splice(at, 0, other);
  else if (kind === 2) letters[at] = other;
  else
    letters.splice(
      Math.min(at, letters.length - 2),
      2,
      ...letters
        .slice(Math.min(at, letters.length - 2))
        .slice(0, 2)
        .reverse(),
    );
  return letters.join('');
}

function slipOfCharacter(text, { index, random, alphabet }) {
  const [own, next] = Array.from(text.slice(index));
  const isSwapped = random() < 0.5 && next !== undefined && /\p{L}/u.test(next);
  if (isSwapped) return text.slice(0, index) + next + own + text.slice(index + own.length + next.length);
  return text.slice(0, index) + alphabet[Math.floor(random() * alphabet.length)] + text.slice(index + own.length);
}

/** Mulberry32: the same seed gives the same numbers. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
