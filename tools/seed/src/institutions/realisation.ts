import type { GoodsLine } from '@corridor/domain';
import {
  CommitmentProgress,
  type CommitmentRow,
  foldRealisation,
  nothingKnown,
  REALISATION_EVENTS,
  type RealisationEvent,
  type RealisationMemory,
} from '@corridor/reporting/realisation';
import type { Seen } from './world.js';

const TYPES: ReadonlySet<string> = new Set(REALISATION_EVENTS);

/** What came of promises, by the very fold that reporting shows it by: what the demo says of a figure is what the ledger shows. */
export class Realisation {
  private readonly memory: RealisationMemory = nothingKnown();
  private readonly positions = new Map<string, number>();
  private readonly progress = new CommitmentProgress();

  /** @returns ids of the commitments that something came of, or that are told otherwise. */
  see(event: Seen): ReadonlySet<string> {
    if (!TYPES.has(event.type)) return new Set();
    const told = { ...event, demo: true } as unknown as RealisationEvent;
    const { facts } = foldRealisation([told], this.memory);
    this.progress.add(facts);
    for (const { commitment_id, position } of facts) this.positions.set(commitment_id, position);
    return new Set(facts.map(({ commitment_id }) => commitment_id));
  }

  rowOf(commitmentId: string): CommitmentRow | undefined {
    return this.memory.commitments.get(commitmentId);
  }

  /** Of the last thing that came of a commitment and counts still; undefined where nothing did. */
  progressOn(commitmentId: string): string | undefined {
    return this.progress.dayOf(commitmentId);
  }

  /** Of the last event that counts for a commitment. */
  positionOf(commitmentId: string): number {
    return this.positions.get(commitmentId) ?? 0;
  }

  linesOf(consignmentId: string): readonly Pick<GoodsLine, 'hs6'>[] {
    return this.memory.goods.get(consignmentId)?.goods[consignmentId]?.lines ?? [];
  }
}
