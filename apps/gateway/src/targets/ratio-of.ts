import { divideHalfEven } from '@corridor/kernel';

/** A ratio as decimal text, rounded half to even; null where nothing is below the line. */
export function ratioOf(numerator: string, denominator: string, digits: number): string | null {
  const below = BigInt(denominator);
  if (below === 0n) return null;
  const scaled = divideHalfEven(BigInt(numerator) * 10n ** BigInt(digits), below);
  const text = (scaled < 0n ? -scaled : scaled).toString().padStart(digits + 1, '0');
  return `${scaled < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
