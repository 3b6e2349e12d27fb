const gap = 6;
const edge = 12;
const sheetBelow = 480;

/** Puts the card below its mark, or above where there is more room; on narrow screens its style sheet makes it a sheet. */
export function placeCard(card: HTMLElement, anchor: HTMLElement): void {
  const page = { width: document.documentElement.clientWidth, height: innerHeight };
  const { style } = card;
  for (const name of ['left', 'top', 'bottom', 'max-height']) style.removeProperty(name);
  if (page.width < sheetBelow) return;

  const mark = anchor.getBoundingClientRect();
  const below = page.height - mark.bottom - gap - edge;
  const above = mark.top - gap - edge;
  const isBelow = below >= card.offsetHeight || below >= above;
  const left = Math.min(Math.max(edge, mark.left - 24), page.width - card.offsetWidth - edge);
  style.setProperty('left', `${left}px`);
  style.setProperty('max-height', `${Math.max(120, isBelow ? below : above)}px`);
  if (isBelow) style.setProperty('top', `${mark.bottom + gap}px`);
  else style.setProperty('bottom', `${page.height - mark.top + gap}px`);
}
