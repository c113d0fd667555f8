import type { PassageRow } from '@corridor/domain';
import { CROSSING_WAYS } from '@corridor/reference-data';
import { monthAt } from '../local-day.js';
import { isMeasured, type Time, timeOf } from './time-cells.fold.js';

type Way = (typeof CROSSING_WAYS)[number];

/**
 * How long a passage took over a border, and at the sides at which the goods were seen; nothing, where it is no crossing of the figure. Which places make a crossing is
 * taken from the table as it is when the events are folded: where a row of it changes, the projection has to be built anew.
 */
export function timesOfPassage(row: PassageRow): readonly Time[] {
  const way = wayOf(row);
  if (!way) return [];
  const isAtOut = row.out_location === way.leaves;
  const isAtIn = row.in_location === way.enters;
  const { out_standing: out, in_standing: into } = row;
  if ((isAtOut && !isMeasured(out)) || (isAtIn && !isMeasured(into))) return [];
  // Elsewhere it went over the border by another crossing.
  if (!(isAtOut && isAtIn) && (row.mode === 'sea' || row.mode === 'air')) return [];
  const month = isAtIn
    ? monthAt(way.enters, Date.parse(row.in_seen_at))
    : monthAt(way.leaves, Date.parse(row.out_seen_at));
  const key = [way.code, way.leaves, way.enters, ...(row.mode ? [row.mode] : [])].join(' ');
  const from = isAtOut ? row.out_arrived_at : null;
  const until = isAtIn ? row.in_departed_at : null;
  const isWrong = (isAtOut && out === 'anomaly') || (isAtIn && into === 'anomaly');
  const ended = from === null || until === null ? 'incomplete' : 'complete';
  const times = [timeOf({ cut: 'crossing', key, month }, isWrong ? 'anomaly' : ended, from, until)];
  if (isAtOut && isMeasured(out))
    times.push(timeOf({ cut: 'leaving', key, month }, out, row.out_arrived_at, row.out_departed_at));
  if (isAtIn && isMeasured(into))
    times.push(timeOf({ cut: 'entering', key, month }, into, row.in_arrived_at, row.in_departed_at));
  return times;
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
