const gap = 8;
const margin = 12;

/** Up to this width of the window the style sheet makes the card a sheet at the foot. */
const sheetBelow = '(max-width: 479.98px)';

/** Puts the card above or below its mark, inside its stage; false once the mark has left the view. */
export function placeCard(card: HTMLElement, anchor: HTMLElement): boolean {
  const stage = card.offsetParent;
  if (!stage) return false;
  const frame = stage.getBoundingClientRect();
  const mark = anchor.getBoundingClientRect();
  if (mark.bottom < frame.top || mark.top > frame.bottom) return false;
  if (matchMedia(sheetBelow).matches) {
    card.style.removeProperty('left');
    card.style.removeProperty('top');
    return true;
  }
  const { left, top, below } = cardPosition({
    frame: { width: frame.width, height: frame.height },
    mark: {
      left: mark.left - frame.left,
      right: mark.right - frame.left,
      top: mark.top - frame.top,
      bottom: mark.bottom - frame.top,
    },
    card: { width: card.offsetWidth, height: card.offsetHeight },
  });
  card.style.setProperty('left', `${left}px`);
  card.style.setProperty('top', `${top}px`);
  card.toggleAttribute('data-below', below);
  return true;
}

export interface CardSpace {
  frame: { width: number; height: number };
  mark: { left: number; right: number; top: number; bottom: number };
  card: { width: number; height: number };
}

/** Above the mark where it fits, else below, else where there is more room; never over the panel's edges. */
export function cardPosition({ frame, mark, card }: CardSpace): { left: number; top: number; below: boolean } {
  const center = (mark.left + mark.right) / 2;
  const left = Math.max(margin, Math.min(center - card.width / 2, frame.width - card.width - margin));
  const fitsAbove = mark.top - gap - card.height >= margin;
  const fitsBelow = mark.bottom + gap + card.height <= frame.height - margin;
  const below = !fitsAbove && (fitsBelow || frame.height - mark.bottom > mark.top);
  const wanted = below ? mark.bottom + gap : mark.top - gap - card.height;
  const top = Math.max(margin, Math.min(wanted, frame.height - card.height - margin));
  return { left: Math.round(left), top: Math.round(top), below };
}
