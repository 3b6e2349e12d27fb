import { describe, expect, it } from 'vitest';
import { analyseQuery } from './analyse-query.js';
import { createVocabulary, type Vocabulary } from './vocabulary.js';

async function vocabularyOf(terms: Record<string, number>, languages: Record<string, number> = { en: 100 }): Promise<Vocabulary> {
  return createVocabulary({
    version: 1,
    chunkCount: 100,
    languages,
    terms: Object.entries(terms).map(([term, chunkFrequency]) => ({ term, chunkFrequency })),
    chunkNumbers: new Int32Array(),
  });
}

describe('variants', async () => {
  const vocabulary = await vocabularyOf({ password: 9, passport: 4, pass: 30, invoic: 3, 密码: 2 });

  it('finds terms spelt alike, most alike first, never the term itself', () => {
    expect(vocabulary.variantsOf('pasword').map(({ term }) => term)).toEqual(['password']);
    expect(vocabulary.variantsOf('password').map(({ term }) => term)).not.toContain('password');
  });

  it('finds a Korean word with another particle, however short', async () => {
    const korean = await vocabularyOf({ 환불은: 3, 환불을: 2, 배송: 5, 환경: 4 }, { ko: 20 });
    expect(
      korean
        .variantsOf('환불')
        .map(({ term }) => term)
        .sort(),
    ).toEqual(['환불은', '환불을']);
    expect(korean.variantsOf('배송이').map(({ term }) => term)).toEqual(['배송']);
  });

  it('finds the same as a comparison with every term', async () => {
    const letters = 'abcde';
    const terms = Array.from({ length: 1500 }, (_, seed) =>
      Array.from(
        { length: 4 + (seed % 5) },
        (_, at) => letters[Math.floor(7919 * (seed + 1) ** (1 / (at + 2))) % letters.length],
      ).join(''),
    );
    const many = await vocabularyOf(Object.fromEntries(terms.map((term, at) => [term, 1 + (at % 9)])));
    const gramsOf = (term: string): Set<string> => {
      const padded = `_${term}_`;
      const pairs = Array.from(padded.slice(1), (_, at) => padded.slice(at, at + 2));
      return new Set([...pairs, ...pairs.slice(1).map((_, at) => padded.slice(at, at + 3))]);
    };
    for (const term of terms.slice(0, 60)) {
      const own = gramsOf(term);
      const alike = [...new Set(terms)].filter((other) => {
        const theirs = gramsOf(other);
        const shared = [...own].filter((gram) => theirs.has(gram)).length;
        return other !== term && (2 * shared) / (own.size + theirs.size) >= 0.6;
      });
      const found = many.variantsOf(term).map((variant) => variant.term);
      expect(alike).toEqual(expect.arrayContaining(found));
      expect(found).toHaveLength(Math.min(6, alike.length));
    }
  });

  it('finds terms within an edit, or two of a long one', () => {
    const near = (form: string): string[] => vocabulary.neighboursOf(form).map(({ term }) => term);
    expect(near('psas')).toEqual(['pass']);
    expect(near('pasts')).toEqual(['pass']);
    expect(near('pasdwrod')).toEqual(['password']);
    expect(near('inoivc')).toEqual([]);
  });

  it('leaves short terms, numbers and character pairs alone', () => {
    expect(vocabulary.variantsOf('pas')).toEqual([]);
    expect(vocabulary.variantsOf('2024')).toEqual([]);
    expect(vocabulary.variantsOf('密码')).toEqual([]);
  });
});

describe('a question', async () => {
  const vocabulary = await vocabularyOf({ password: 9, reset: 5, pasword: 0 });

  it('lets a misspelt word stand for the known ones, in one group', () => {
    const { groups } = analyseQuery({ query: 'reset paswword' }, vocabulary);
    const group = groups.find(({ factors }) => factors.has('paswword'));
    expect([...(group?.factors.keys() ?? [])]).toContain('password');
    expect(groups).toHaveLength(2);
  });

  it.each([
    ['paswsord', 'password', 'en'],
    ['rset', 'reset', 'en'],
    ['invocies', 'invoic', 'en'],
    ['kartenzahlung', 'kart', 'de'],
    ['cancion', 'canción', 'vi'],
    ['loeschen', 'löschen', 'vi'],
  ])('takes %s for %s', async (typed, meant, language) => {
    const known = await vocabularyOf(
      { password: 9, reset: 5, invoic: 3, kart: 3, zahlung: 4, zahl: 2, canción: 2, löschen: 2 },
      { [language]: 9 },
    );
    const terms = analyseQuery({ query: typed }, known).groups.flatMap(({ factors }) => [...factors.keys()]);
    expect(terms).toContain(meant);
  });

  it.each([
    ['초대하나요', '초대합니다', 'ko'],
    ['팀에서', '팀에', 'ko'],
    ['이용할', '이용을', 'ko'],
    ['לסיסמה', 'הסיסמה', 'he'],
    ['адреси', 'адресу', 'uk'],
    ['διευθύνσεις', 'διεύθυνση', 'el'],
    ['xoá', 'xóa', 'vi'],
  ])('takes %s and %s for one word', async (asked, written, language) => {
    const known = await vocabularyOf({ [written]: 3 }, { [language]: 9 });
    const [group] = analyseQuery({ query: asked }, known).groups;
    expect(group?.likeness.get(written)).toBeGreaterThanOrEqual(0.9);
  });

  it.each([
    ['Kde najdu svou fakturu?', 'cs', 2],
    ['Як я можу скинути свій пароль?', 'uk', 2],
    ['Hogyan tudom módosítani a címemet?', 'hu', 2],
    ['Mistä voin ladata laskun?', 'fi', 2],
    ['איך אני מבטל את המינוי שלי?', 'he', 2],
    ['toi muon doi mat khau', 'vi', 3],
  ])('tells what "%s" asks about', async (query, language, contentWords) => {
    expect(analyseQuery({ query }, await vocabularyOf({}, { [language]: 9 })).contentWords).toBe(contentWords);
  });

  it('takes two words for the one that the tenant writes', async () => {
    const known = await vocabularyOf({ login: 4, log: 2, page: 9 });
    const [first] = analyseQuery({ query: 'log in page' }, known).groups;
    expect([...(first?.factors.keys() ?? [])]).toContain('login');
  });

  it('mends pairs of characters where one is left out, too many, or swapped', async () => {
    const known = await vocabularyOf({ 密码: 3, 码重: 2, 重置: 2, 如何: 9 }, { zh: 9 });
    const meant = (query: string): string[] =>
      analyseQuery({ query }, known).groups.flatMap(({ factors }) => [...factors.keys()]);
    expect(meant('密重置')).toEqual(expect.arrayContaining(['密码', '码重']));
    expect(meant('密吗码重置')).toContain('密码');
    expect(meant('密重码置')).toEqual(expect.arrayContaining(['密码', '码重', '重置']));
  });

  it('weighs earlier turns less the older they are, and the last answer least', () => {
    const { groups } = analyseQuery(
      {
        query: 'delta',
        history: [
          { role: 'user', text: 'alpha alpha' },
          { role: 'assistant', text: 'ignored' },
          { role: 'user', text: 'beta' },
          { role: 'assistant', text: 'gamma' },
        ],
      },
      vocabulary,
    );
    const weightOf = (term: string): number | undefined => groups.find(({ factors }) => factors.has(term))?.weight;
    expect(weightOf('delta')).toBe(1);
    expect(weightOf('beta')).toBeCloseTo(0.3);
    expect(weightOf('alpha')).toBeCloseTo(0.15);
    expect(weightOf('gamma')).toBeCloseTo(0.1);
    expect(weightOf('ignor')).toBeUndefined();
  });

  it('stems a word in each language of the tenant', async () => {
    const mixed = await vocabularyOf({ haus: 3, hous: 2 }, { en: 50, de: 50 });
    const { groups, languages } = analyseQuery({ query: 'houses' }, mixed);
    expect([...languages].sort()).toEqual(['de', 'en']);
    expect([...(groups[0]?.factors.keys() ?? [])]).toContain('hous');
    expect(analyseQuery({ query: 'Häuser' }, mixed).groups[0]?.factors.has('haus')).toBe(true);
  });

  it('counts function words less, and tells small talk from questions', () => {
    const analysis = analyseQuery({ query: 'how do I reset the password' }, vocabulary);
    expect(analysis.contentWords).toBe(2);
    expect(analysis.isSmallTalk).toBe(false);
    for (const text of ['hello', 'Thanks a lot!', '???', '', 'guten Tag', '谢谢']) {
      expect(analyseQuery({ query: text }, vocabulary).isSmallTalk, text).toBe(true);
    }
  });
});
