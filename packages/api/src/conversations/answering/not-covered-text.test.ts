import { expect, it } from 'vitest';
import { notCoveredText } from './not-covered-text.js';

it.each([
  ['Who is the president of France?', /could not find/],
  ['प्रधान कौन है?', /उत्तर/],
  ['ประธานาธิบดีคือใคร', /คำตอบ/],
  ['Ποιος είναι αυτός;', /απάντηση/],
  ['מי הנשיא?', /תשובה/],
  ['대통령은 누구입니까?', /답/],
  ['Tổng thống của nước Pháp hiện nay là ai vậy?', /câu trả lời/],
])('says it in the language of %s', (question, expected) => {
  expect(notCoveredText(question, ['en'])).toMatch(expected);
});
