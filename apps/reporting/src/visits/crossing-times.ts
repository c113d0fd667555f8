import type { PassageRow } from '@corridor/domain';
import { crossingOf } from './crossings.js';
import { isMeasured, type Time, timeOf } from './time-cells.fold.js';

/** How long a passage took over a border, and at the sides at which the goods were seen; nothing, where it is no crossing of the figure. */
export function timesOfPassage(row: PassageRow): readonly Time[] {
  const crossing = crossingOf(row);
  if (!crossing) return [];
  const { key, month, isAtOut, isAtIn } = crossing;
  const { out_standing: out, in_standing: into } = row;
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
