export interface ScrollMetrics {
  top: number;
  height: number;
  content: number;
}

export interface FollowState {
  /** The view keeps to the end of the transcript. */
  following: boolean;
  /** Text has come below the view since the reader left the end. */
  unseen: boolean;
  top: number;
}

export const atStart: FollowState = { following: true, unseen: false, top: 0 };

/** Pixels from the end that still count as being there. */
const slack = 24;

export function isAtEnd({ top, height, content }: ScrollMetrics): boolean {
  return content - top - height <= slack;
}

/** Only moving up lets go: content that grew between a programmatic scroll and its event must not. */
export function afterScroll(state: FollowState, metrics: ScrollMetrics): FollowState {
  if (isAtEnd(metrics)) return { following: true, unseen: false, top: metrics.top };
  const following = state.following && metrics.top >= state.top;
  return { following, unseen: state.unseen, top: metrics.top };
}

export function afterGrowth(state: FollowState, metrics: ScrollMetrics): FollowState {
  return state.following || isAtEnd(metrics) ? state : { ...state, unseen: true };
}
