import type pg from 'pg';
import { localDayOf } from '../calendar/local-day.js';
import { monthsByClock } from '../calendar/months-by-clock.js';
import { fillSums } from './sums-in-cells.js';
import { rowsOf } from './time-cells.js';

interface HoldRow {
  readonly generation: number;
  readonly consignment_id: string;
  readonly office: string;
  readonly reason: string;
  readonly placed_at: string;
  readonly placed_position: number;
  readonly ended_at: string | null;
  readonly ended_position: number | null;
}

const SUMS = ['placed', 'open', 'finished', 'standing', 'since_ms'] as const;
type Cell = Record<(typeof SUMS)[number], number> & { readonly name: object };

const { clocks } = monthsByClock('2026-01', '2026-01');
const monthOf = (place: string, ms: number) =>
  `${localDayOf(place.slice(0, 2), new Date(ms).toISOString()).slice(0, 7)}-01`;

/** All cells as of a position. Each beginning and end of time has a cell of its own, as if all were told ahead: cells may be as narrow. */
function cellsAt(holds: readonly HoldRow[], position: number): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  const known = holds
    .filter(({ placed_position }) => placed_position <= position)
    .map((row) => {
      const hasEnded = row.ended_at !== null && (row.ended_position ?? 0) <= position;
      const until = hasEnded && row.ended_at !== null ? Date.parse(row.ended_at) : Number.POSITIVE_INFINITY;
      return { ...row, from: Date.parse(row.placed_at), until };
    });
  for (const hold of known) {
    const { office, reason, from, until, generation, consignment_id } = hold;
    const country = office.slice(0, 2);
    const clock = clocks.includes(country) ? country : '';
    for (const [cut, key] of [
      ['total', ''],
      ['office', office],
      ['reason', reason],
    ] as const) {
      const add = (ms: number, ahead_ms: number, sums: Partial<Cell>) => {
        const name = { generation, cut, key, clock, month: monthOf(office, ms), ahead_ms };
        const id = JSON.stringify(name);
        const cell = cells.get(id) ?? { name, placed: 0, open: 0, finished: 0, standing: 0, since_ms: 0 };
        for (const sum of SUMS) cell[sum] += sums[sum] ?? 0;
        cells.set(id, cell);
      };
      const isOpen = until === Number.POSITIVE_INFINITY;
      const last = Math.max(from, until - 1);
      add(from, 0, { placed: 1, open: isOpen ? 1 : 0 });
      if (!isOpen) add(last, 0, { finished: 1 });
      const earlier = known.filter(
        (one) =>
          one.consignment_id === consignment_id &&
          (cut === 'total' || one[cut] === key) &&
          (one.from < from || (one.from === from && one.placed_position < hold.placed_position)),
      );
      const begin = Math.max(from, ...earlier.map((one) => one.until));
      if (begin >= until) continue;
      add(begin, begin, { standing: 1, since_ms: begin });
      if (!isOpen) add(last, until, { standing: -1, since_ms: -until });
    }
  }
  return cells;
}

/** What the projection keeps beside holds, worked out from all of these anew as of each position. */
export async function fillHeldCells(owner: pg.Pool): Promise<void> {
  const holds = await rowsOf<HoldRow>(owner, 'reporting.holds');
  await fillSums(owner, 'held', {
    name: ['cut', 'key', 'clock', 'month', 'ahead_ms'],
    sums: SUMS,
    positions: holds.flatMap((row) => [row.placed_position, row.ended_position]),
    cellsAt: (position) => cellsAt(holds, position),
  });
}
