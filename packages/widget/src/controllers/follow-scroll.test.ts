import { describe, expect, it } from 'vitest';
import { afterGrowth, afterScroll, atStart } from './follow-scroll.js';

const view = (top: number, content: number) => ({ top, height: 400, content });

describe('following the end of the transcript', () => {
  it('holds while the reader is at the end', () => {
    const state = afterScroll(atStart, view(600, 1000));
    expect(state.following).toBe(true);
    expect(afterGrowth(state, view(600, 1200)).unseen).toBe(false);
  });

  it('holds where the text grew between a scroll and its event', () => {
    const state = afterScroll(atStart, view(600, 1000));
    expect(afterScroll(state, view(620, 1300)).following).toBe(true);
  });

  it('lets go when the reader moves up, and says that text has come', () => {
    const away = afterScroll(afterScroll(atStart, view(600, 1000)), view(300, 1000));
    expect(away).toMatchObject({ following: false, unseen: false });
    expect(afterGrowth(away, view(300, 1100)).unseen).toBe(true);
  });

  it('stays away while the reader moves down but not to the end, and holds again at the end', () => {
    const away = afterGrowth({ following: false, unseen: false, top: 100 }, view(100, 1000));
    expect(afterScroll(away, view(200, 1000))).toMatchObject({ following: false, unseen: true });
    expect(afterScroll(away, view(590, 1000))).toEqual({ following: true, unseen: false, top: 590 });
  });
});
