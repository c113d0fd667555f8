import type { CommitmentFact } from './commitment-fact.js';

interface Thing {
  readonly cents: bigint;
  readonly jobs: number;
  /** Of the last time that something was added, since it last came to nothing. */
  readonly on: string | undefined;
}

/** When something last came of commitments that counts still, as the read model shows it: what was taken out again is no progress. */
export class CommitmentProgress {
  private readonly things = new Map<string, Map<string, Thing>>();

  add(facts: readonly CommitmentFact[]): void {
    for (const { commitment_id, thing, usd_cents, jobs, on_day } of facts) {
      if (thing === null) continue;
      const of = this.things.get(commitment_id) ?? new Map<string, Thing>();
      this.things.set(commitment_id, of);
      const before = of.get(thing) ?? { cents: 0n, jobs: 0, on: undefined };
      const cents = BigInt(usd_cents);
      const on = before.cents > 0n || before.jobs > 0 ? before.on : undefined;
      const isMore = (cents > 0n || jobs > 0) && (on ?? '') < on_day;
      of.set(thing, {
        cents: before.cents + cents,
        jobs: before.jobs + jobs,
        on: isMore ? on_day : on,
      });
    }
  }

  /** `YYYY-MM-DD`; without anything that counts, undefined: it stands as it was announced. */
  dayOf(commitmentId: string): string | undefined {
    let newest: string | undefined;
    for (const { cents, jobs, on } of this.things.get(commitmentId)?.values() ?? []) {
      if ((cents > 0n || jobs > 0) && on !== undefined && on > (newest ?? '')) newest = on;
    }
    return newest;
  }
}
