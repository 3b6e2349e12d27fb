const syllables = 'ba ce di fo gu ha ki lo mu ne pa qui ro su ta ve wi xo yu za'.split(' ');
const topics = 'billing shipping returns security exports webhooks invoices refunds teams backups'.split(' ');

/** The same words at every run, about as varied as a manual's. */
export function words(seed, count) {
  let state = (seed * 2654435761) >>> 0;
  return Array.from({ length: count }, (_, at) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const rank = Math.floor(4000 * (state / 2 ** 32) ** 3);
    const word = [rank % 20, Math.floor(rank / 20) % 20, (rank * 7) % 20].map((index) => syllables[index]).join('');
    return at % 12 === 11 ? `${word}.` : word;
  });
}

export function htmlPage(index, links) {
  const topic = topics[index % topics.length];
  const sections = Array.from(
    { length: 4 },
    (_, section) => `<h2>${topic} ${section}</h2><p>${words(index * 4 + section, 110).join(' ')}</p>`,
  );
  const anchors = links.map((link) => `<li><a href="${link}">${link}</a></li>`).join('');
  return `<!doctype html><html lang="en"><head><title>Page ${index} of ${topic}</title></head><body><header>Shop</header>
<nav><ul>${anchors}</ul></nav><main><h1>Page ${index} of ${topic}</h1>${sections.join('')}
<table><tr><th>Plan</th><th>Price</th></tr><tr><td>Small</td><td>${index} euros</td></tr></table></main><footer>About us</footer></body></html>`;
}

/** A PDF of text pages with one font, each of about 450 words. */
export function pdfOf(pages) {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>'];
  const kids = Array.from({ length: pages }, (_, page) => `${4 + page * 2} 0 R`).join(' ');
  objects.push(`<</Type/Pages/Kids[${kids}]/Count ${pages}>>`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  for (let page = 0; page < pages; page++) {
    const text = words(page + 7, 450);
    const lines = Array.from({ length: 45 }, (_, line) => text.slice(line * 10, line * 10 + 10).join(' '));
    const stream = ['BT /F1 10 Tf 50 740 Td 14 TL', ...lines.map((line) => `(${line}) Tj T*`), 'ET'].join('\n');
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>/Contents ${5 + page * 2} 0 R>>`,
    );
    objects.push(`<</Length ${stream.length}>>\nstream\n${stream}\nendstream`);
  }
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(at).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(`${body}${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`);
}

/** What a hostile or careless tenant uploads; each must end as `ready` or `failed` while other work goes on. */
export function hostileFiles(zip) {
  const nested = '<div>'.repeat(200_000);
  return {
    'empty.pdf': Buffer.alloc(0),
    'not-a.pdf': Buffer.from('This is no PDF at all.'),
    'truncated.pdf': pdfOf(20).subarray(0, 30_000),
    'encrypted.pdf': Buffer.from(pdfOf(1).toString('latin1').replace('/Root 1 0 R', '/Encrypt 1 0 R/Root 1 0 R'), 'latin1'),
    'nested.html': Buffer.from(`<html><body>${nested}deep`),
    'table.html': Buffer.from(`<table>${'<tr><td><ul><li>x</ul>'.repeat(20_000)}`),
    'bomb.docx': zip({ 'word/document.xml': Buffer.alloc(300_000_000, ' ') }),
    'bomb.xlsx': zip({ 'xl/workbook.xml': Buffer.alloc(200_000_000, ' ') }),
    'sentences.txt': Buffer.from(words(3, 900_000).join(' ')),
    'random.txt': Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * 7919).toString(36)).join(' ')),
    'one-line.md': Buffer.from('x'.repeat(4_000_000)),
  };
}
