import { describe, expect, it } from 'vitest';
import { cardPosition } from './place-card.js';

const frame = { width: 400, height: 500 };
const card = { width: 340, height: 150 };
const mark = (left: number, top: number) => ({ left, right: left + 18, top, bottom: top + 18 });

describe('place of a citation card', () => {
  it('is above its mark, and inside the panel at both sides', () => {
    expect(cardPosition({ frame, card, mark: mark(200, 300) })).toEqual({ left: 39, top: 142, below: false });
    expect(cardPosition({ frame, card, mark: mark(2, 300) }).left).toBe(12);
    expect(cardPosition({ frame, card, mark: mark(380, 300) }).left).toBe(48);
  });

  it('is below where there is no room above', () => {
    expect(cardPosition({ frame, card, mark: mark(200, 60) })).toMatchObject({ top: 86, below: true });
  });

  it('stays inside where it fits nowhere', () => {
    const high = { width: 340, height: 470 };
    const { top } = cardPosition({ frame, card: high, mark: mark(200, 250) });
    expect(top).toBeGreaterThanOrEqual(12);
    expect(top + high.height).toBeLessThanOrEqual(frame.height - 12);
  });
});
