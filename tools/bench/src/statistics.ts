/** The middle of the values; of an even number of them, the mean of the middle two. @throws RangeError for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing.');
  return (lower + upper) / 2;
}

/** The value that `share` (0 to 1) of the values do not exceed: the nearest rank. @throws RangeError for none. */
export function percentile(values: readonly number[] | Float64Array, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('There is no percentile of nothing.');
  return value;
}

/**
 * How many times `a` is `b`: the median over the rounds of the ratio within each. What slows the machine for a while
 * slows both sides of one round, so that it does not tell in their ratio.
 * @throws RangeError where the two have not the same rounds
 */
export function medianRatio(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} rounds cannot be held against ${b.length}.`);
  return median(a.map((value, round) => value / (b[round] ?? Number.NaN)));
}
