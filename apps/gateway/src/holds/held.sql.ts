/** From when to when a hold held a consignment. Positions and milliseconds since 1970 are bigints, as text. */
export interface HeldRow {
  readonly consignment_id: string;
  readonly declaration_id: string;
  readonly hold_id: string;
  readonly office: string;
  readonly reason: string;
  readonly liftable_by: string | null;
  readonly participants: readonly string[];
  /** Whether the declaration was lodged for this consignment. */
  readonly is_lodged_for: boolean;
  readonly placed_ms: string;
  readonly placed_position: string;
  readonly from_ms: string;
  readonly from_position: string;
  /** Null while it is open, as the three behind it. */
  readonly until_ms: string | null;
  readonly until_position: string | null;
  readonly ended_by: 'release' | 'refusal' | 'invalidation' | 'detachment' | null;
  readonly ended_by_position: string | null;
}

export const msOf = (instant: string): string => `(extract(epoch FROM ${instant}) * 1000)::bigint`;

/** The holds of the consignments in $1, in the order in which they were placed. */
export const HELD_SQL = `
  SELECT c.consignment_id, declaration_id, hold_id, h.office, h.reason, h.liftable_by, h.participants,
    c.consignment_id = h.consignment_id AS is_lodged_for,
    ${msOf('h.placed_at')} AS placed_ms, h.placed_position, ${msOf('c.held_from')} AS from_ms, c.from_position,
    ${msOf('c.held_until')} AS until_ms, c.until_position, c.ended_by, c.ended_by_position
  FROM read.held_consignments c JOIN read.holds h USING (declaration_id, hold_id)
  WHERE c.consignment_id = ANY ($1::uuid[])
  ORDER BY h.placed_at, h.placed_position, c.from_position`;
