/** Obligations of one debtor that are added up: with each one more, twice as many sums. */
export const SUMMED_MAX = 12;

/**
 * The one set of two or more amounts that adds up to a sum, by their indices: the first ones in their order where those do, else
 * the only set that does. `undefined` where none does, or several do: which one was meant, nobody can tell.
 * @param amounts above 0, at most {@link SUMMED_MAX}.
 */
export function addingUpTo(sum: bigint, amounts: readonly bigint[]): readonly number[] | undefined {
  if (amounts.length > SUMMED_MAX) throw new RangeError(`${amounts.length} amounts have too many sums.`);
  let first = 0n;
  for (const [index, amount] of amounts.entries()) {
    first += amount;
    if (first === sum && index > 0) return amounts.slice(0, index + 1).map((_, at) => at);
  }
  const found: (readonly number[])[] = [];
  search(sum, amounts, 0, [], found);
  return found.length === 1 ? found[0] : undefined;
}

function search(
  left: bigint,
  amounts: readonly bigint[],
  from: number,
  chosen: readonly number[],
  found: (readonly number[])[],
): void {
  if (left === 0n) {
    if (chosen.length > 1) found.push(chosen);
    return;
  }
  for (const [at, amount] of amounts.entries()) {
    // A second set is enough to know that there is not one alone.
    if (found.length > 1) return;
    if (at >= from && amount <= left) search(left - amount, amounts, at + 1, [...chosen, at], found);
  }
}
