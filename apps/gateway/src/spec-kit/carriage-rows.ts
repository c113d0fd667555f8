import {
  CARRIAGE_CUTS,
  type CarriageCut,
  carriageKey,
  type Movement,
  type PlannedWay,
  wayTaken,
} from '@corridor/domain';
import { gateOf, isPort } from '@corridor/reference-data';
import type { FactRow, FilledLedger } from './filled-ledger.js';

export interface CarriedFact extends FactRow {
  readonly reporter: string;
  readonly partner: string;
  readonly consignmentId: string;
  readonly occurredAt: string;
}
export interface ToldMovement extends Movement {
  readonly consignmentId: string;
  readonly occurredAt: string;
}
export interface ToldPlan extends PlannedWay {
  readonly occurredAt: string;
}
/** What a ledger tells of goods and of how they go. */
export interface Carried {
  readonly facts: readonly CarriedFact[];
  readonly movements: readonly ToldMovement[];
  readonly plans: readonly ToldPlan[];
}

/** What is told of that up to a position. */
export function knownAt({ facts, movements, plans }: Carried, position: number): Carried {
  const known = <Row extends { readonly position: number }>(rows: readonly Row[]) =>
    rows.filter((row) => row.position <= position);
  return { facts: known(facts), movements: known(movements), plans: known(plans) };
}

/** What of it had happened by an instant. */
export function happenedBy({ facts, movements, plans }: Carried, untilMs: number): Carried {
  const happened = <Row extends { readonly occurredAt: string }>(rows: readonly Row[]) =>
    rows.filter(({ occurredAt }) => Date.parse(occurredAt) <= untilMs);
  return { facts: happened(facts), movements: happened(movements), plans: happened(plans) };
}

const idOf = (fact: CarriedFact, key: string) => [fact.reporter, fact.partner, fact.month, key].join('/');

/** What each key of a cut comes to, exports and imports, fact by fact; by reporter, partner, month and key. */
export function carriedSums(
  { facts, movements, plans }: Carried,
  cut: CarriageCut,
): ReadonlyMap<string, readonly [exports: bigint, imports: bigint]> {
  const sums = new Map<string, readonly [bigint, bigint]>();
  for (const fact of facts) {
    const own = movements.filter(({ consignmentId }) => consignmentId === fact.consignmentId);
    const countryOfConsignment = fact.flow === 'export' ? null : fact.partner;
    const id = idOf(
      fact,
      carriageKey(cut, { ...fact, countryOfConsignment }, wayTaken(own), { isPort, gateOf, plans }),
    );
    const [exports, imports] = sums.get(id) ?? [0n, 0n];
    const isExport = fact.flow === 'export';
    sums.set(id, [isExport ? exports + fact.cents : exports, isExport ? imports : imports + fact.cents]);
  }
  return sums;
}

/** Fills what the projection keeps of them; `reach` has to come before. All goods are the reporter's own. */
export async function fillCarriage(ledger: FilledLedger, carried: Carried): Promise<void> {
  const { insert, owner } = ledger;
  for (const {
    consignmentId: consignment_id,
    position,
    kind,
    place,
    mode,
    at,
    occurredAt,
  } of carried.movements)
    await insert('reporting.trade_movements', {
      generation: 1,
      consignment_id,
      position,
      kind,
      place,
      mode,
      at: new Date(at).toISOString(),
      occurred_at: occurredAt,
    });
  for (const { routeId, position, begins, ends, gates, occurredAt } of carried.plans)
    await insert('reporting.trade_route_plans', {
      generation: 1,
      route_id: routeId,
      position,
      begins,
      ends,
      gates,
      occurred_at: occurredAt,
    });
  await owner.query(`INSERT INTO reporting.trade_moved (generation, reporter, partner, month, moved_at, moved_position)
    SELECT 1, f.reporter, f.partner, f.month, max(m.occurred_at), max(m.position)
    FROM reporting.trade_facts f JOIN reporting.trade_movements m USING (consignment_id) GROUP BY 2, 3, 4`);
  await owner.query(`DELETE FROM reporting.trade_cell_heads WHERE cut IN ('mode', 'port', 'route')`);
  const positions = [...carried.facts, ...carried.movements].map(({ position }) => position);
  const sorted = [...new Set(positions)].sort((a, b) => a - b);
  let next = 1_000;
  for (const cut of CARRIAGE_CUTS) {
    const cells = new Map<string, { position: number; nth: number; rows: [number, bigint, bigint][] }>();
    for (const position of sorted) {
      const sums = carriedSums(knownAt(carried, position), cut);
      for (const id of new Set([...sums.keys(), ...cells.keys()])) {
        const [exports, imports] = sums.get(id) ?? [0n, 0n];
        const cell = cells.get(id) ?? { position, nth: next + cells.size, rows: [] };
        const last = cell.rows.at(-1);
        cells.set(id, cell);
        if (last?.[1] !== exports || last[2] !== imports) cell.rows.push([position, exports, imports]);
      }
    }
    next += cells.size;
    for (const [id, { position: first_position, nth, rows }] of cells) {
      const [reporter = '', partner = '', month = '', key = ''] = id.split('/');
      const [last = 0, lastExports = 0n, lastImports = 0n] = rows.at(-1) ?? [];
      const cell = { generation: 1, first_position, nth };
      const sum = (exports: bigint, imports: bigint) => ({ exports, re_exports: 0, imports });
      await insert('reporting.trade_cell_heads', {
        ...cell,
        reporter,
        partner,
        cut,
        key,
        month: `${month}-01`,
        position: last,
        ...sum(lastExports, lastImports),
      });
      for (const [position, exports, imports] of rows)
        await insert('reporting.trade_cells', { ...cell, position, ...sum(exports, imports) });
    }
  }
}
