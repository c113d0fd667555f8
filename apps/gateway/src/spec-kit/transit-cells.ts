import type pg from 'pg';
import { fillSums } from './sums-in-cells.js';

const NAME = ['month', 'way', 'port', 'transport_mode', 'kind', 'currency', 'irregularity'] as const;
const SUMS = ['n', 'late', 'irregular', 'net_mass_mg', 'value_minor'] as const;
type Sum = (typeof SUMS)[number];

interface Discharged {
  readonly position: number;
  readonly name: Readonly<Record<(typeof NAME)[number], string>>;
  readonly late: boolean;
  readonly net_mass_mg: string;
  readonly value_minor: string;
  readonly irregularities: readonly string[];
}

const DISCHARGED_SQL = `
  SELECT t.from_position::float8 AS position, t.late, (t.net_mass_kg * 1000000)::numeric(60)::text AS net_mass_mg, t.value_minor::text AS value_minor, t.irregularities,
    json_build_object('generation', t.generation, 'month', date_trunc('month', t.discharged_on)::date, 'way', array_to_string(ARRAY[t.departure] || t.stops || ARRAY[t.destination], '-'), 'port', t.port,
      'transport_mode', t.transport_mode, 'kind', coalesce(g.kind, ''), 'currency', t.currency, 'irregularity', '') AS name
  FROM reporting.transit_standings t LEFT JOIN reporting.guarantees g USING (generation, guarantee_id)
  WHERE t.status = 'discharged' ORDER BY t.from_position`;

/** What the projection keeps beside transits that were discharged, worked out from these anew. */
export async function fillTransitCells(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<Discharged>(DISCHARGED_SQL);
  await fillSums<Sum>(owner, 'transit', {
    ...{ name: NAME, sums: SUMS },
    positions: rows.map(({ position }) => position),
    cellsAt: (position) => cellsOf(rows.filter((row) => row.position <= position)),
  });
}

function cellsOf(rows: readonly Discharged[]): ReadonlyMap<string, Readonly<Record<Sum, number>>> {
  const cells = new Map<string, Record<Sum, number>>();
  const add = (name: object, adds: Readonly<Partial<Record<Sum, number>>>) => {
    const cell = cells.get(JSON.stringify(name)) ?? {
      n: 0,
      late: 0,
      irregular: 0,
      net_mass_mg: 0,
      value_minor: 0,
    };
    for (const sum of SUMS) cell[sum] += adds[sum] ?? 0;
    cells.set(JSON.stringify(name), cell);
  };
  for (const { name, late, net_mass_mg, value_minor, irregularities } of rows) {
    const irregular = irregularities.length > 0 ? 1 : 0;
    add(name, {
      ...{ n: 1, late: late ? 1 : 0, irregular },
      ...{ net_mass_mg: Number(net_mass_mg), value_minor: Number(value_minor) },
    });
    for (const irregularity of new Set(irregularities)) {
      const n = irregularities.filter((one) => one === irregularity).length;
      add({ ...name, irregularity }, { n, irregular: 1 });
    }
  }
  return cells;
}
