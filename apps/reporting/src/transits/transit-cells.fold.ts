import { millionths } from '@corridor/domain';
import type { CellChange, CellKind } from '../cells/cells.fold.js';
import { EventChanges } from '../cells/event-changes.js';
import { monthOf } from '../local-day.js';
import type { GuaranteeRow } from './guarantee-row.js';
import type { TransitStandingRow } from './transit-standing-row.js';

/** Transits that were discharged in a month, by one way, port, mode, kind of guarantee and currency; and, apart, each thing that was found amiss of them. */
export interface TransitCellName {
  /** Its first day. */
  readonly month: string;
  /** The UN/LOCODEs of departure, stops and destination, with hyphens between. */
  readonly way: string;
  /** Empty without one. */
  readonly port: string;
  readonly transport_mode: string;
  /** Of the guarantee; empty where none is known by its id. */
  readonly kind: string;
  readonly currency: string;
  /** Empty of all transits. */
  readonly irregularity: string;
}

/** How many, or how often something was amiss; of these, what was late, and how many transits anything was amiss with; net mass in milligrams, and value. */
const SUMS = ['n', 'late', 'irregular', 'net_mass_mg', 'value_minor'] as const;
export type TransitSum = (typeof SUMS)[number];

export const TRANSIT_CELLS: CellKind<TransitCellName, TransitSum> = {
  name: ['month', 'way', 'port', 'transport_mode', 'kind', 'currency', 'irregularity'],
  sums: SUMS,
};

/** The domain knows no step behind a discharge: what is told here is told once, and a cell only grows. */
export function transitChangesOf(
  standings: readonly TransitStandingRow[],
  kinds: ReadonlyMap<string, GuaranteeRow['kind']>,
): readonly CellChange<TransitCellName, TransitSum>[] {
  return standings
    .filter(({ change }) => change === 'discharged')
    .sort((a, b) => a.from_position - b.from_position)
    .flatMap((row) => changesOf(row, kinds.get(row.guarantee_id) ?? ''));
}

function changesOf(
  row: TransitStandingRow,
  kind: string,
): readonly CellChange<TransitCellName, TransitSum>[] {
  const { departure, stops, destination, port, transport_mode, currency, irregularities } = row;
  if (row.discharged_on === null)
    throw new Error(`Nothing tells when the transit ${row.transit_id} was discharged.`);
  const name = {
    ...{ month: monthOf(row.discharged_on), way: [departure, ...stops, destination].join('-') },
    ...{ port, transport_mode, kind, currency },
  };
  const changes = new EventChanges(TRANSIT_CELLS);
  changes.add(1n, [
    { ...name, irregularity: '' },
    {
      n: 1n,
      late: row.late ? 1n : 0n,
      irregular: irregularities.length > 0 ? 1n : 0n,
      net_mass_mg: millionths(row.net_mass_kg),
      value_minor: BigInt(row.value_minor),
    },
  ]);
  for (const irregularity of new Set(irregularities)) {
    const n = BigInt(irregularities.filter((one) => one === irregularity).length);
    changes.add(1n, [
      { ...name, irregularity },
      { n, irregular: 1n },
    ]);
  }
  return changes.at(row.from_position);
}
