import type { AsOf } from '../holds/held-as-of.js';

/** To when what goes on runs: when the ledger came to the position or, where what had happened by an earlier instant is asked for, to that. */
export function runningUntil(asOf: AsOf, occurredUntil: string | null): AsOf {
  if (asOf.ms === undefined || occurredUntil === null) return asOf;
  return { ...asOf, ms: Math.min(asOf.ms, Date.parse(occurredUntil)) };
}
