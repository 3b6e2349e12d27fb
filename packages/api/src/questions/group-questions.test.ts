import { expect, it } from 'vitest';
import { groupQuestions } from './group-questions.js';

/** The texts of each group; the first of `texts` was asked first. */
async function group(texts: readonly string[], language = 'en'): Promise<string[][]> {
  const asked = texts.map((text, at) => ({ id: `msg_${at}`, text, askedAt: new Date(at), sources: [] }));
  const groups = await groupQuestions(asked.toReversed(), language);
  return groups.map((members) => members.map(({ text }) => text));
}

it('joins wordings of one question, whatever the order and the function words', async () => {
  const texts = ['Do you ship to Norway?', 'is shipping to norway possible', 'NORWAY: shipping??', 'I want it shipped to Norway'];
  expect(await group(texts)).toEqual([texts]);
});

it('keeps apart what only shares its frame', async () => {
  const texts = ['How do I set up a VPN?', 'How do I set up a fax?', 'Where is the toilet?', 'Where is the car park?'];
  expect(await group(texts)).toEqual([
    ['How do I set up a VPN?'],
    ['How do I set up a fax?'],
    ['Where is the toilet?'],
    ['Where is the car park?'],
  ]);
});

it('still joins the wordings of a question that nearly all ask', async () => {
  const often = Array.from({ length: 60 }, () => 'Do you have a loyalty programme?');
  const groups = await group([...often, 'Is there a loyalty programme for families?', 'Where is the toilet?']);
  expect(groups.map(({ length }) => length)).toEqual([61, 1]);
});

it('leaves out what asks nothing', async () => {
  expect(await group(['hello', 'Thanks!', '???', 'how do you do that', '', '👍'])).toEqual([]);
});

it('joins in languages without spaces', async () => {
  const texts = ['どうすれば注文をキャンセルできますか', '注文をキャンセルできますか', '営業時間は何時ですか'];
  expect(await group(texts, 'ja')).toEqual([texts.slice(0, 2), texts.slice(2)]);
});

it('takes two thousand different long questions', async () => {
  const texts = Array.from({ length: 2_000 }, (_, at) =>
    Array.from({ length: 12 }, (__, word) => `word${(at * 7 + word * (1 + (at % 13))) % 900}`).join(' '),
  );
  expect((await group(texts)).flat()).toHaveLength(2_000);
});
