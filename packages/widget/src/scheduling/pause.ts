/** Ends the running task, so that the page can paint and answer its visitor before more is done. */
export function pause(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? wait(0);
}

/** Resolves in a task of its own once the next frame is on the screen, or soon where a hidden page paints none. */
export async function painted(): Promise<void> {
  await Promise.race([new Promise(requestAnimationFrame), wait(100)]);
  await wait(0);
}

export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
