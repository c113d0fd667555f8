import type { CommitmentFact } from './commitment-fact.js';
import type { CommitmentRow } from './commitment-rows.js';
import type { CommitmentStanding } from './commitment-standing.js';
import { type GoodsState, NO_GOODS } from './goods-state.js';

/** What counts of one thing now; numbers beyond JSON's are text. */
export interface Counted {
  readonly usd: string;
  readonly minor: string | null;
  readonly currency: string;
  readonly unvalued: number;
}

/** What is known of a consignment with its parts, which commitment it serves, and what of it counts there. */
export interface GoodsMemory extends GoodsState {
  readonly link?: { readonly commitmentId: string; readonly contractId?: string };
  readonly counted: Readonly<Record<string, Counted>>;
}

export const NOTHING_KNOWN: GoodsMemory = { ...NO_GOODS, counted: {} };

/** What earlier events left behind, as far as those to fold ask for it; the fold changes it. */
export interface RealisationMemory {
  readonly commitments: Map<string, CommitmentRow>;
  /** The last one of each commitment. */
  readonly standings: Map<string, CommitmentStanding>;
  /** By the id of the consignment, or of the whole that it was split from. */
  readonly goods: Map<string, GoodsMemory>;
  /** The whole of each part. */
  readonly roots: Map<string, string>;
}

/** Of a log that tells of none yet. */
export const nothingKnown = (): RealisationMemory => ({
  commitments: new Map(),
  standings: new Map(),
  goods: new Map(),
  roots: new Map(),
});

export interface RealisationRows {
  readonly facts: readonly CommitmentFact[];
  /** One for each event that told facts of a commitment, or linked goods to it or unlinked them. */
  readonly standings: readonly CommitmentStanding[];
  readonly links: readonly object[];
  readonly credits: readonly object[];
  readonly parts: readonly object[];
  readonly versions: readonly object[];
}
