/** A crossing as goods go over it: its code, the places on both sides, and by what they go, where that was told. */
export interface CrossingWay {
  readonly crossing: string;
  readonly leaves: string;
  readonly enters: string;
  readonly mode: string | null;
}

/** What cells of crossings are called by: `torkham PKTOR AFRKH road`. */
export function wayOfKey(key: string): CrossingWay {
  const [crossing = '', leaves = '', enters = '', mode = null] = key.split(' ');
  return { crossing, leaves, enters, mode };
}

/** Those with the most crossings first, then by code, side and mode. */
export function byNumberAndWay(
  a: CrossingWay & { readonly n: number },
  b: CrossingWay & { readonly n: number },
): number {
  if (a.n !== b.n) return b.n - a.n;
  const [one, other] = [a, b].map(({ crossing, leaves, mode }) => `${crossing} ${leaves} ${mode ?? '~'}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
