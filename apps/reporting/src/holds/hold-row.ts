/** A row of `reporting.holds`, without its generation: a hold as the log has it up to `last_position`. Instants are RFC 3339 in UTC, to the millisecond. */
export interface HoldRow {
  readonly declaration_id: string;
  /** Within the declaration. */
  readonly hold_id: string;
  /** The consignment that the declaration was lodged for. */
  readonly consignment_id: string;
  /** UN/LOCODE of the customs office. */
  readonly office: string;
  readonly reason: string;
  /** The participant that alone may lift it; null where any customs office may. */
  readonly liftable_by: string | null;
  readonly placed_at: string;
  readonly placed_position: number;
  /** Whether its beginning was told before the ledger's clock had come there. */
  readonly placed_ahead: boolean;
  /** Null while it is open, as the four behind it. */
  readonly ended_at: string | null;
  readonly ended_position: number | null;
  /** Whether its end was told before the ledger's clock had come there. */
  readonly ended_ahead: boolean | null;
  readonly ended_by: HoldEnd | null;
  /** The event that `ended_by` names: the release itself, or what ended it in the same instant. */
  readonly ended_by_position: number | null;
  /** When a refusal or an invalidation had happened that the log tells of behind the release, and that lies before it: null, as the two behind it, of all others. */
  readonly early_end_at: string | null;
  readonly early_end_position: number | null;
  readonly early_end_by: Exclude<HoldEnd, 'release'> | null;
  readonly participants: readonly string[];
  readonly demo: boolean;
  readonly last_position: number;
}

export type HoldEnd = 'release' | 'refusal' | 'invalidation';

/** A row of `reporting.held_consignments`, without its generation: from when to when a hold held the goods of a consignment. */
export interface HeldConsignmentRow {
  readonly declaration_id: string;
  readonly hold_id: string;
  readonly consignment_id: string;
  readonly held_from: string;
  /** The event from which it is known: the hold, or that the declaration covers the consignment. */
  readonly from_position: number;
  /** Null while it holds them, as the three behind it. */
  readonly held_until: string | null;
  readonly until_position: number | null;
  readonly ended_by: HoldEnd | 'detachment' | null;
  readonly ended_by_position: number | null;
}

/** A row of `reporting.hold_declarations`, without its generation: a declaration, and a consignment that it was lodged for or covers. */
export interface HoldDeclarationRow {
  readonly declaration_id: string;
  readonly consignment_id: string;
  /** Whether it covers goods of the consignment now. */
  readonly covers: boolean;
  /** Of the consignment that it was lodged for, the office; null of the others, and until it is lodged. */
  readonly office: string | null;
}
