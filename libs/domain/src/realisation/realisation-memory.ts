import type { Allocated, LinkBasis } from '../institutions/index.js';
import type { CommitmentFact } from './commitment-fact.js';
import type { CommitmentRow, versionOf } from './commitment-rows.js';
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
  /** The latest instant at which anything of it happened, of what was told so far. */
  readonly latest?: string;
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

/** A row of `reporting.commitment_instants`, without its generation. */
export interface EventInstant {
  readonly position: number;
  readonly occurred_at: string;
}

/**
 * A row of `reporting.commitment_disorder`, without its generation: an event of a commitment, or of goods, that stands behind one that happened later. By instants from its own
 * until the other one's, what the facts say is not what the events come to that had happened: these are folded anew.
 */
export interface Disorder extends EventInstant {
  /** The commitment, or the consignment with its parts. */
  readonly unit_id: string;
  readonly behind_at: string;
}

/** Of a log that tells of none yet. */
export const nothingKnown = (): RealisationMemory => ({
  commitments: new Map(),
  standings: new Map(),
  goods: new Map(),
  roots: new Map(),
});

/** A row of `reporting.commitment_links`, without its generation: what goods or a letter of credit serve from a position on; null where that is nothing. */
export interface LinkRow {
  readonly position: number;
  readonly kind: Allocated['kind'];
  readonly id: string;
  readonly commitment_id: string | null;
  readonly basis: LinkBasis;
  readonly contract_id: string | null;
  readonly told_by: string;
  readonly reason: string | null;
}

/** A row of `reporting.commitment_parts`, without its generation. */
export interface PartRow {
  readonly consignment_id: string;
  readonly root_id: string;
}

/** A row of `reporting.commitment_versions`, without its generation. */
export type VersionRow = ReturnType<typeof versionOf> & {
  readonly position: number;
  readonly commitment_id: string;
};

export interface RealisationRows {
  readonly facts: readonly CommitmentFact[];
  /** One for each event that told facts of a commitment, or linked goods to it or unlinked them. */
  readonly standings: readonly CommitmentStanding[];
  readonly links: readonly LinkRow[];
  readonly parts: readonly PartRow[];
  readonly versions: readonly VersionRow[];
  /** When the events happened that told any of these. */
  readonly instants: readonly EventInstant[];
  readonly disorder: readonly Disorder[];
}
