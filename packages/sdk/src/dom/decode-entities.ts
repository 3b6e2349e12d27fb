const table =
  'amp & lt < gt > quot " apos \' nbsp \u00A0 shy \u00AD copy © reg ® trade ™ hellip … mdash — ndash – lsquo ‘ rsquo ’ ldquo “ ' +
  'rdquo ” laquo « raquo » bull • middot · deg ° times × divide ÷ plusmn ± frac12 ½ euro € pound £ yen ¥ cent ¢ sect § para ¶ ' +
  'micro µ larr ← rarr → uarr ↑ darr ↓ le ≤ ge ≥ ne ≠ asymp ≈ infin ∞';
const named = new Map(Array.from(table.matchAll(/(\w+) (\S|\u00A0)/g), ([, name = '', character = '']) => [name, character]));

/** Character references as their characters, into text that is never parsed again. An unknown name stays as it stands. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]\w{1,8}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named.get(name) ?? whole;
      const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
      const valid = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
      return valid ? String.fromCodePoint(point) : '\uFFFD';
    },
  );
}
