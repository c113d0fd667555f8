import type { FilledLedger } from './filled-ledger.js';
import { guaranteeId, transitId } from './guarantee-rows.js';

export interface TransitKnown {
  readonly of: number;
  readonly known: readonly [from: number, until?: number];
  /** Where it is another one. */
  readonly opened?: number;
  readonly status?: string;
  readonly way?: readonly string[];
  readonly port?: string;
  readonly mode?: string;
  readonly kg?: string;
  readonly currency?: string;
  readonly minor?: string;
  readonly dueBy?: string;
  readonly presentedAt?: string;
  readonly late?: boolean;
  /** With the day of it. */
  readonly dischargedAt?: string;
  readonly irregularities?: readonly string[];
  readonly guarantee?: number;
  /** What was told anew, when that happened, and the latest of these instants so far. */
  readonly change?: string;
  readonly openedAt?: string;
  readonly toldAt?: string;
  readonly latestAt?: string;
}

/** A transit as it was known for a while, as a row of `reporting.transit_standings`: of Karachi, by Torkham to Almaty, where it is not said otherwise. */
export function addTransit(ledger: FilledLedger, row: TransitKnown): Promise<void> {
  const {
    way = ['PKKHI', 'PKTOR', 'KZALA'],
    known,
    dischargedAt,
    openedAt = '2026-03-01T10:00:00+05:00',
  } = row;
  const { toldAt = dischargedAt ?? openedAt } = row;
  return ledger.insert('reporting.transit_standings', {
    generation: 1,
    transit_id: transitId(row.of),
    from_position: known[0],
    until_position: known[1] ?? null,
    opened_position: row.opened ?? known[0],
    status: row.status ?? (dischargedAt ? 'discharged' : 'opened'),
    departure: way[0],
    destination: way.at(-1),
    stops: way.slice(1, -1),
    port: row.port ?? 'PKKHI',
    transport_mode: row.mode ?? 'road',
    guarantee_id: guaranteeId(row.guarantee ?? 900),
    net_mass_kg: row.kg ?? '100',
    currency: row.currency ?? 'USD',
    value_minor: row.minor ?? '10000',
    opened_at: openedAt,
    change: row.change ?? (dischargedAt ? 'discharged' : 'opened'),
    told_at: toldAt,
    latest_at: row.latestAt ?? toldAt,
    due_by: row.dueBy ?? '2099-04-30T18:00:00+05:00',
    terminated_at: row.presentedAt ?? null,
    late: row.late ?? false,
    discharged_at: dischargedAt ?? null,
    discharged_on: dischargedAt?.slice(0, 10) ?? null,
    irregularities: row.irregularities ?? [],
  });
}
