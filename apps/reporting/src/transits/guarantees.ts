import { type ApplyContext, insertRows, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { utcInstant } from '../utc-instant.js';
import type { ForAWhile, GuaranteeReservationRow, GuaranteeStandingRow } from './guarantee-row.js';
import { foldGuarantees, type GuaranteeEventOfLog, type KnownGuarantees } from './guarantees.fold.js';

export const GUARANTEES = 'reporting.guarantees';
const STANDINGS = 'reporting.guarantee_standings';
const RESERVATIONS = 'reporting.guarantee_reservations';
export const GUARANTEE_TABLES = [GUARANTEES, STANDINGS, RESERVATIONS] as const;

export async function applyGuarantees(
  events: readonly GuaranteeEventOfLog[],
  { client, generation }: ApplyContext,
): Promise<void> {
  if (events.length === 0) return;
  const { guarantees, standings, reservations } = foldGuarantees(
    events,
    await recall(client, generation, events),
  );
  const own = <Row extends object>(row: Row) => ({ generation, ...row });
  const of = ['generation', 'guarantee_id'];
  await insertRows(client, GUARANTEES, guarantees.map(own));
  await upsertRows(client, STANDINGS, [...of, 'from_position'], standings.map(own));
  await upsertRows(client, RESERVATIONS, [...of, 'transit_id', 'from_position'], reservations.map(own));
}

/** What is known now of those that the events tell of; of those that are issued among them, nothing is. */
async function recall(
  client: pg.ClientBase,
  generation: number,
  events: readonly GuaranteeEventOfLog[],
): Promise<KnownGuarantees> {
  const ids = new Set(events.map(({ data }) => data.guaranteeId));
  for (const { type, data } of events) if (type === 'GuaranteeIssued') ids.delete(data.guaranteeId);
  if (ids.size === 0) return { standings: new Map(), reservations: [] };
  const transits = events.flatMap(({ data }) => ('transitId' in data ? [data.transitId] : []));
  // Numbers that JSON could round come as text beside the rest of the row.
  const standings = await client.query<
    { row: GuaranteeStandingRow } & Pick<
      GuaranteeStandingRow,
      'ceiling_minor' | 'reserved_minor' | 'called_minor' | 'freed_minor' | 'peak_minor'
    >
  >(
    `SELECT to_jsonb(s) - 'generation' AS row, ceiling_minor::text, reserved_minor::text, called_minor::text, freed_minor::text, peak_minor::text
     FROM ${STANDINGS} s WHERE generation = $1 AND guarantee_id = ANY ($2::uuid[]) AND until_position IS NULL`,
    [generation, [...ids]],
  );
  const reservations = await client.query<
    { row: GuaranteeReservationRow } & Pick<
      GuaranteeReservationRow,
      'amount_minor' | 'called_minor' | 'freed_minor'
    >
  >(
    `SELECT to_jsonb(r) - 'generation' AS row, amount_minor::text, called_minor::text, freed_minor::text
     FROM ${RESERVATIONS} r
     WHERE generation = $1 AND guarantee_id = ANY ($2::uuid[]) AND transit_id = ANY ($3::uuid[]) AND until_position IS NULL`,
    [generation, [...ids], transits],
  );
  return {
    standings: new Map(
      standings.rows.map(({ row, ...exact }) => [row.guarantee_id, { ...stored(row), ...exact }]),
    ),
    reservations: reservations.rows.map(({ row, ...exact }) => ({
      ...stored(row),
      ...exact,
      reserved_at: utcInstant(row.reserved_at),
    })),
  };
}

/** Instants as the fold writes them: the database writes them otherwise. */
function stored<Row extends ForAWhile>(row: Row): Row {
  return { ...row, told_at: utcInstant(row.told_at), latest_at: utcInstant(row.latest_at) };
}
