import type pg from 'pg';
import { fillSums } from './sums-in-cells.js';
import { crossingOf, type PassageRow, rowsOf } from './time-cells.js';

interface CostRow {
  readonly generation: number;
  readonly position: number;
  readonly withdrawn_position: number | null;
  readonly consignment_id: string;
  readonly location: string | null;
  readonly kind: string;
  readonly usd_cents: number;
  readonly receipted: boolean | null;
  readonly paid_at: string;
}

const SUMS = ['kind_n', 'n', 'out_n', 'in_n', 'cents', 'out_cents', 'unreceipted_cents'] as const;
type Sums = Record<(typeof SUMS)[number], number>;

const isAt = (position: number, from: number, until: number | null) =>
  from <= position && (until ?? Number.POSITIVE_INFINITY) > position;
const beganMs = (row: PassageRow) => Date.parse(row.out_arrived_at ?? row.out_seen_at);

const goodsOf = (row: CostRow | PassageRow) => `${row.generation} ${row.consignment_id}`;

/** The passage that a cost is of, of those of its goods that are known. */
function passageOf(cost: CostRow, passages: readonly PassageRow[]): PassageRow | undefined {
  const there = passages
    .filter((row) => [row.out_location, row.in_location].includes(cost.location ?? ''))
    .sort((a, b) => beganMs(a) - beganMs(b) || b.number - a.number);
  return there.findLast((row) => beganMs(row) <= Date.parse(cost.paid_at)) ?? there[0];
}

/** All cells as of a position; a crossing is counted under the first thing that was paid for. */
function cellsAt(
  costs: readonly CostRow[],
  passages: ReadonlyMap<string, readonly PassageRow[]>,
  position: number,
): ReadonlyMap<string, Sums> {
  const cells = new Map<string, Sums>();
  const counted = new Set<string>();
  for (const cost of costs) {
    if (!isAt(position, cost.position, cost.withdrawn_position)) continue;
    const gone = passages.get(goodsOf(cost)) ?? [];
    const known = gone.filter((row) => isAt(position, row.from_position, row.until_position));
    const passage = passageOf(cost, known);
    const crossing = passage && crossingOf(passage);
    if (!crossing) continue;
    const [, leaves, enters] = crossing.way;
    const isOut = crossing.out && leaves === cost.location;
    if (!isOut && !(crossing.into && enters === cost.location)) continue;
    const { generation, kind, usd_cents: cents } = cost;
    const id = JSON.stringify({ generation, month: crossing.month, key: crossing.key, kind });
    const cell = cells.get(id) ?? (Object.fromEntries(SUMS.map((sum) => [sum, 0])) as Sums);
    cells.set(id, cell);
    const side = isOut ? 'out_n' : 'in_n';
    for (const [sum, what] of [
      ['kind_n', kind],
      ['n', ''],
      [side, ''],
    ] as const) {
      const one = [generation, passage.consignment_id, passage.number, sum, what].join(' ');
      if (!counted.has(one)) cell[sum] += 1;
      counted.add(one);
    }
    cell.cents += cents;
    if (isOut) cell.out_cents += cents;
    if (cost.receipted === false) cell.unreceipted_cents += cents;
  }
  return cells;
}

/** What the projection keeps beside passages, worked out from all of these and all costs anew as of each position. */
export async function fillBorderCostCells(owner: pg.Pool): Promise<void> {
  const all = await rowsOf<CostRow>(owner, 'reporting.transport_costs');
  const costs = [...all].sort((a, b) => a.position - b.position);
  const passages = new Map<string, PassageRow[]>(costs.map((cost) => [goodsOf(cost), []]));
  for (const row of await rowsOf<PassageRow>(owner, 'reporting.border_passages'))
    passages.get(goodsOf(row))?.push(row);
  await fillSums(owner, 'border_cost', {
    name: ['month', 'key', 'kind'],
    sums: SUMS,
    positions: [
      ...costs.flatMap((row) => [row.position, row.withdrawn_position]),
      ...[...passages.values()].flat().flatMap((row) => [row.from_position, row.until_position]),
    ],
    cellsAt: (position) => cellsAt(costs, passages, position),
  });
}
