/** Two soft tones, made on the spot: nothing is downloaded. Silent where the page has not been used yet. */
export function playSound(): void {
  try {
    const context = new AudioContext();
    const volume = context.createGain();
    volume.connect(context.destination);
    volume.gain.setValueAtTime(0.06, context.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + 0.5);
    for (const [frequency, after] of [
      [587, 0],
      [880, 0.12],
    ] as const) {
      const tone = context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(volume);
      tone.start(context.currentTime + after);
      tone.stop(context.currentTime + after + 0.3);
    }
    setTimeout(() => void context.close(), 800);
  } catch {
    // A browser without audio, or one that does not allow it before a gesture: the badge says it too.
  }
}
