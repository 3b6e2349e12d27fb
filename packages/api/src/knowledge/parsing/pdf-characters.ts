/**
 * Fonts name glyphs by what they draw: joined letters by their presentation form, ideographs by the radical that looks
 * alike, dashes by any dash of that width. Readers write, and search for, the ordinary characters.
 */
export function ordinaryCharacters(text: string): string {
  return text
    .replaceAll('\0', '')
    .replace(/[\uFB00-\uFB06\uFB1D-\uFDFF\uFE70-\uFEFC\u2F00-\u2FDF]+/g, (forms) => forms.normalize('NFKC'))
    .replace(/[\u2E80-\u2EFF]/g, (radical) => ideographs.get(radical) ?? radical)
    .replaceAll('\u2012', '\u2013')
    .replace(/ +(?=[、。，．：；！？）》〉」』】])|(?<=[（《〈「『【、。，：；！？]) +/g, '');
}

/** Unicode's EquivalentUnifiedIdeograph for radicals that NFKC leaves alone. */
const ideographs = new Map(
  Array.from(
    '⺁厂⺇几⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺛旡⺝月⺞歺⺟母⺠民⺩王⺫目⺬示⺮竹⺯糸⺱罓⺲罒⺶羊⺷羊⺹耂⺻聿⺼肉⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟'.matchAll(
      /(..)/gu,
    ),
    ([pair]) => [pair.slice(0, 1), pair.slice(1)] as const,
  ),
);
