import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import type { ConductRow } from './conduct-row.js';
import {
  type Conduct,
  caseKey,
  caseOf,
  FIRM_CONDUCT_EVENTS,
  type FirmConductEvent,
  foldFirmConduct,
  isCustomsEvent,
  isDealingEvent,
  isDisputeEvent,
} from './firm-conduct.fold.js';
import { type DealingsRow, FirmDealings, idsOf, type PartRow } from './firm-dealings.js';
import { FirmDisputes } from './firm-disputes.js';

const CONDUCT = 'reporting.firm_conduct';
const DEALINGS = 'reporting.firm_dealings';
const PARTS = 'reporting.firm_parts';
const COLUMNS =
  'firm, part, case_id, position, outcome, due_on::text, on_day::text, confirmed_position, unconfirmed_because';

type StoredRow = Omit<ConductRow, 'position' | 'confirmed_position'> & {
  readonly position: string;
  readonly confirmed_position: string | null;
};

/** How firms keep their word: what they deliver and pay in time, what customs finds, what they lose in disputes, and who stands behind it. */
export const firmConduct = projectionOf({
  name: 'firm-conduct',
  tables: [CONDUCT, DEALINGS, PARTS],
  handles: FIRM_CONDUCT_EVENTS,
  async apply(events, { client, generation }) {
    const conduct = await recall(client, generation, events);
    const rows = foldFirmConduct(events, conduct);
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    await insertRows(client, CONDUCT, rows.map(own));
    await insertRows(client, PARTS, conduct.dealings.parts.map(own));
    await upsertRows(client, DEALINGS, ['generation', 'root_id'], conduct.dealings.changed.map(own));
  },
});

async function recall(
  client: pg.ClientBase,
  generation: number,
  events: readonly FirmConductEvent[],
): Promise<Conduct> {
  const ids = [...new Set(events.filter(isDealingEvent).flatMap(idsOf))];
  const { rows: parts } = await client.query<PartRow>(`SELECT id, root_id FROM ${lookUpOf(PARTS, 'id')} t`, [
    generation,
    ids,
  ]);
  const rootIds = [...new Set([...ids, ...parts.map(({ root_id }) => root_id)])];
  const { rows: dealings } = await client.query<DealingsRow>(
    `SELECT root_id, dealings FROM ${lookUpOf(DEALINGS, 'root_id')} t`,
    [generation, rootIds],
  );
  const asked = [
    ...events.filter(isCustomsEvent).map(caseOf),
    ...dealings.map(({ root_id }) => ({ part: 'delivery', case_id: root_id }) as const),
    ...dealings.flatMap(({ dealings: { debts } }) =>
      Object.keys(debts).map((case_id) => ({ part: 'payment', case_id }) as const),
    ),
  ];
  const distinct = [...new Map(asked.map((of) => [caseKey(of), of])).values()];
  const { rows: newest } = await client.query<StoredRow>(
    `SELECT ${COLUMNS} FROM unnest($2::text[], $3::text[]) asked (a_part, a_case) CROSS JOIN LATERAL (
       SELECT * FROM ${CONDUCT} WHERE generation = $1 AND part = a_part AND case_id = a_case
       ORDER BY position DESC LIMIT 1
     ) c`,
    [generation, distinct.map(({ part }) => part), distinct.map(({ case_id }) => case_id)],
  );
  const { rows: disputed } = await client.query<StoredRow>(
    `SELECT DISTINCT ON (case_id, firm) ${COLUMNS} FROM ${lookUpOf(CONDUCT, 'case_id', { type: 'text', and: "part = 'dispute'" })} t ORDER BY case_id, firm, position DESC`,
    [generation, [...new Set(events.filter(isDisputeEvent).map(({ data }) => data.caseId))]],
  );
  return {
    cases: new Map(newest.map(readRow).map((row) => [caseKey(row), row])),
    dealings: new FirmDealings(parts, dealings),
    disputes: new FirmDisputes(disputed.map(readRow)),
  };
}

function readRow({ position, confirmed_position, ...row }: StoredRow): ConductRow {
  const confirmed = confirmed_position === null ? null : Number(confirmed_position);
  return { ...row, position: Number(position), confirmed_position: confirmed };
}
