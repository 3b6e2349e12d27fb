/** The first place, from `from` on, where an ascending array holds `value` or more. Takes few steps where that is near. */
export function seek(ascending: Int32Array, value: number, from: number): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < ascending.length && (ascending[high] ?? 0) < value) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, ascending.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
