import { type ApplyContext, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { utcInstant } from '../utc-instant.js';
import { GUARANTEE_EVENTS, isGuaranteeEvent } from './guarantees.fold.js';
import { applyGuarantees, GUARANTEE_TABLES } from './guarantees.js';
import { keepDischarged, TRANSIT_CELL_TABLES } from './transit-cells.js';
import type { TransitRow } from './transit-row.js';
import type { TransitStandingRow } from './transit-standing-row.js';
import { foldStandings } from './transit-standings.fold.js';
import { foldTransits, TRANSIT_EVENTS, type TransitEvent } from './transits.fold.js';

const TRANSITS = 'reporting.transits';
const STANDINGS = 'reporting.transit_standings';

/**
 * Where each transit stands, and where it stood: how far it has come, by when it has to be over, and what of a guarantee it holds; and how much of each
 * guarantee is used. As it was known from which position to which. What was discharged is added up, too.
 */
export const transits = projectionOf({
  name: 'transits',
  tables: [TRANSITS, STANDINGS, ...TRANSIT_CELL_TABLES, ...GUARANTEE_TABLES],
  handles: [...TRANSIT_EVENTS, ...GUARANTEE_EVENTS],
  async apply(events, context) {
    // A transit is opened against a guarantee that was issued before.
    await applyGuarantees(events.filter(isGuaranteeEvent), context);
    await applyTransits(events.filter(isTransitEvent), context);
  },
});

const TRANSIT_TYPES: ReadonlySet<string> = new Set(TRANSIT_EVENTS);
const isTransitEvent = (event: { readonly type: string }): event is TransitEvent =>
  TRANSIT_TYPES.has(event.type);

async function applyTransits(
  events: readonly TransitEvent[],
  { client, generation }: ApplyContext,
): Promise<void> {
  if (events.length === 0) return;
  const own = <Row extends object>(row: Row) => ({ generation, ...row });
  const known = idsKnown(events);
  const rows = await recall(client, generation, known);
  foldTransits(events, rows);
  await upsertRows(client, TRANSITS, ['generation', 'transit_id'], [...rows.values()].map(own));
  const standings = foldStandings(events, await recallStandings(client, generation, known));
  await upsertRows(client, STANDINGS, ['generation', 'transit_id', 'from_position'], standings.map(own));
  await keepDischarged(client, generation, standings);
}

/** Of what is opened among the events, nothing is known yet. */
function idsKnown(events: readonly TransitEvent[]): readonly string[] {
  const ids = new Set(events.map(({ data }) => data.transitId));
  for (const { type, data } of events) if (type === 'TransitOpened') ids.delete(data.transitId);
  return [...ids];
}

async function recall(
  client: pg.ClientBase,
  generation: number,
  ids: readonly string[],
): Promise<Map<string, TransitRow>> {
  if (ids.length === 0) return new Map();
  // Numbers that JSON could round come as text beside the rest of the row.
  const { rows } = await client.query<{ row: TransitRow } & Exact>(
    `SELECT to_json(t) AS row, net_mass_kg::text, duty_at_risk_minor::text, reserved_minor::text, called_minor::text
     FROM ${TRANSITS} t WHERE generation = $1 AND transit_id = ANY ($2::uuid[])`,
    [generation, ids],
  );
  return new Map(rows.map(({ row, ...exact }) => [row.transit_id, { ...row, ...exact }]));
}

type Exact = Pick<TransitRow, 'net_mass_kg' | 'duty_at_risk_minor' | 'reserved_minor' | 'called_minor'>;

async function recallStandings(
  client: pg.ClientBase,
  generation: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TransitStandingRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<
    { row: TransitStandingRow } & Pick<TransitStandingRow, 'net_mass_kg' | 'value_minor'>
  >(
    `SELECT to_jsonb(t) - 'generation' AS row, net_mass_kg::text, value_minor::text
     FROM ${STANDINGS} t WHERE generation = $1 AND transit_id = ANY ($2::uuid[]) AND until_position IS NULL`,
    [generation, ids],
  );
  return new Map(rows.map(({ row, ...exact }) => [row.transit_id, { ...stored(row), ...exact }]));
}

/** Instants as the fold writes them: the database writes them otherwise. */
function stored(row: TransitStandingRow): TransitStandingRow {
  const { terminated_at, discharged_at } = row;
  return {
    ...row,
    opened_at: utcInstant(row.opened_at),
    due_by: utcInstant(row.due_by),
    terminated_at: terminated_at && utcInstant(terminated_at),
    discharged_at: discharged_at && utcInstant(discharged_at),
    told_at: utcInstant(row.told_at),
    latest_at: utcInstant(row.latest_at),
  };
}
