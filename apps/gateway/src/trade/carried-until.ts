import {
  type CarriageCut,
  carriageKey,
  type KnownWays,
  type Movement,
  type PlannedWay,
  type WayTaken,
  wayTaken,
} from '@corridor/domain';
import { gateOf, isPort } from '@corridor/reference-data';
import type { CarriedRow, PlanRow } from './carriage-until.sql.js';
import type { TradeSum } from './trade-sum.js';

/** What stands otherwise by an instant than in cells by carriage: of goods, what cells hold of them and what counts. */
export interface CarriedUntil {
  readonly reporter: string;
  readonly partner: string;
  readonly rows: readonly CarriedRow[];
  readonly plans: readonly PlanRow[];
}

/** What cells come to with what they do not hold, or hold otherwise, put right. */
export function carriedUntil(
  cells: ReadonlyMap<string, TradeSum>,
  cut: CarriageCut,
  { reporter, partner, rows, plans }: CarriedUntil,
): ReadonlyMap<string, TradeSum> {
  const sums = new Map(cells);
  const add = (key: string, { flow, is_foreign }: CarriedRow, cents: bigint) => {
    const { exports, reExports, imports } = sums.get(key) ?? { exports: 0n, reExports: 0n, imports: 0n };
    const isExport = flow === 'export';
    sums.set(key, {
      exports: isExport ? exports + cents : exports,
      reExports: isExport && is_foreign ? reExports + cents : reExports,
      imports: isExport ? imports : imports + cents,
    });
  };
  const known = knownWays(plans);
  const happened = knownWays(plans.filter(({ has_happened }) => has_happened));
  for (const row of rows) {
    const goods = { reporter, partner, flow: row.flow, countryOfConsignment: row.country_of_consignment };
    const keyOf = (way: string, by: KnownWays) => carriageKey(cut, goods, wayOf(way), by);
    if (row.way_known !== null) add(keyOf(row.way_known, known), row, -BigInt(row.known));
    add(keyOf(row.way_happened, happened), row, BigInt(row.happened));
  }
  return sums;
}

/** A way as the statement tells it, held against the plans up to the one that it names. */
function wayOf(way: string): WayTaken {
  const { plan, told } = JSON.parse(way) as {
    readonly plan: number;
    readonly told: readonly [Movement['kind'], string, Movement['mode'], number][];
  };
  const movements = told.map(([kind, place, mode, at], position) => ({ position, kind, place, mode, at }));
  return { ...wayTaken(movements), toldBy: plan };
}

function knownWays(plans: readonly PlanRow[]): KnownWays {
  const planned = plans.map(
    ({ route_id, position, begins, ends, gates }): PlannedWay => ({
      routeId: route_id,
      position,
      begins,
      ends,
      gates,
    }),
  );
  return { isPort, gateOf, plans: planned };
}
