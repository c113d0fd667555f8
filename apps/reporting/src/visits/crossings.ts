import type { PassageRow } from '@corridor/domain';
import { CROSSING_WAYS } from '@corridor/reference-data';
import { monthAt } from '../local-day.js';
import { isMeasured } from './time-cells.fold.js';

type Way = (typeof CROSSING_WAYS)[number];

/** A passage that is a crossing of the figures. */
export interface Crossing {
  /** Its code, the places on both sides as it is gone, and the mode where that was told: `torkham PKTOR AFRKH road`. */
  readonly key: string;
  /** The first day of the one in which it ended, by the clock of the country. */
  readonly month: string;
  readonly leaves: string;
  readonly enters: string;
  /** Whether the goods were seen at the side of the country that they left. */
  readonly isAtOut: boolean;
  /** And at that of the one that they entered: one of both at least. */
  readonly isAtIn: boolean;
}

/**
 * The crossing that a passage is; nothing, where it is none of the figures. Which places make a crossing is taken from the table as it is when the events are folded: where
 * a row of it changes, the projection has to be built anew.
 */
export function crossingOf(row: PassageRow): Crossing | undefined {
  const way = wayOf(row);
  if (!way) return undefined;
  const { code, leaves, enters } = way;
  const isAtOut = row.out_location === leaves;
  const isAtIn = row.in_location === enters;
  if ((isAtOut && !isMeasured(row.out_standing)) || (isAtIn && !isMeasured(row.in_standing)))
    return undefined;
  // Elsewhere it went over the border by another crossing.
  if (!(isAtOut && isAtIn) && (row.mode === 'sea' || row.mode === 'air')) return undefined;
  const month = isAtIn
    ? monthAt(enters, Date.parse(row.in_seen_at))
    : monthAt(leaves, Date.parse(row.out_seen_at));
  const key = [code, leaves, enters, ...(row.mode ? [row.mode] : [])].join(' ');
  return { key, month, leaves, enters, isAtOut, isAtIn };
}

/** The crossing at both of whose sides the goods were seen, else the first of the table at one of them. */
function wayOf({ out_location, in_location }: PassageRow): Way | undefined {
  const [left, entered] = [out_location.slice(0, 2), in_location.slice(0, 2)];
  const ways = CROSSING_WAYS.filter(
    ({ leaves, enters }) => leaves.slice(0, 2) === left && enters.slice(0, 2) === entered,
  );
  return (
    ways.find(({ leaves, enters }) => leaves === out_location && enters === in_location) ??
    ways.find(({ leaves, enters }) => leaves === out_location || enters === in_location)
  );
}
