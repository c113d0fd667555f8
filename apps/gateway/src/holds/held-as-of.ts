import type { Span } from './days-held.js';
import type { HeldRow } from './held.sql.js';

/** A position of the ledger, and when it came to it; before its first event there is no such instant. */
export interface AsOf {
  readonly position: number;
  readonly ms: number | undefined;
}

/** To when what goes on runs: when the ledger came to the position or, where what had happened by an earlier instant is asked for, to that. */
export function runningUntil(asOf: AsOf, occurredUntil: string | null): AsOf {
  if (asOf.ms === undefined || occurredUntil === null) return asOf;
  return { ...asOf, ms: Math.min(asOf.ms, Date.parse(occurredUntil)) };
}

/** From when to when a hold held a consignment, as far as it was known at a position. */
export interface Held extends Span {
  readonly row: HeldRow;
  readonly isOpen: boolean;
  /** Null while it is open. */
  readonly endedBy: HeldRow['ended_by'];
  /** The events that tell of it, in the order of the ledger. */
  readonly positions: readonly number[];
}

/** The holds that were known at a position, in the order of the rows; those that were open then run to its instant, and none further. */
export function heldAsOf(rows: readonly HeldRow[], { position, ms }: AsOf): readonly Held[] {
  if (ms === undefined) return [];
  return rows
    .filter((row) => Number(row.from_position) <= position)
    .map((row) => {
      const isKnown = (at: string | null): at is string => at !== null && Number(at) <= position;
      const isOpen = !isKnown(row.until_position);
      const fromMs = Number(row.from_ms);
      return {
        row,
        isOpen,
        fromMs,
        // What is told to be placed, or to end, ahead of the ledger's clock has not lasted yet.
        untilMs: Math.max(fromMs, isOpen ? ms : Math.min(ms, Number(row.until_ms))),
        endedBy: isOpen ? null : endOf(row, isKnown(row.ended_by_position)),
        positions: positionsOf(
          [row.placed_position, row.from_position, row.until_position, row.ended_by_position].filter(isKnown),
        ),
      };
    });
}

/** Each once, in the order of the ledger. */
export function positionsOf(positions: readonly string[]): readonly number[] {
  return [...new Set(positions.map(Number))].sort((a, b) => a - b);
}

/** What ended it is told a moment behind its end, where it was refused: until then it is a release, or that the declaration left it. */
function endOf(row: HeldRow, isKnown: boolean): HeldRow['ended_by'] {
  if (isKnown) return row.ended_by;
  return row.is_lodged_for ? 'release' : 'detachment';
}
