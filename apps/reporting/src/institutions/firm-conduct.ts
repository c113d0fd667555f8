import { insertRows, projectionOf, upsertRows } from '@corridor/projections';
import type { ConductRow } from './conduct-row.js';
import {
  type CaseEvent,
  caseKey,
  caseOf,
  FIRM_CONDUCT_EVENTS,
  type FirmConductEvent,
  foldFirmConduct,
  isDeliveryEvent,
  isDisputeEvent,
} from './firm-conduct.fold.js';
import { type DeliveryRow, FirmDeliveries } from './firm-deliveries.js';
import { FirmDisputes } from './firm-disputes.js';

const CONDUCT = 'reporting.firm_conduct';
const DELIVERIES = 'reporting.firm_deliveries';

/** How firms keep their word: what they deliver and pay in time, what customs finds, and what they lose in disputes. */
export const firmConduct = projectionOf({
  name: 'firm-conduct',
  tables: [CONDUCT, DELIVERIES],
  handles: FIRM_CONDUCT_EVENTS,
  async apply(events, { client, generation }) {
    const { rows: stored } = await client.query<DeliveryRow>(
      `SELECT consignment_id, contracted_id, firm, deliver_by::text, state, delivered_on::text FROM ${DELIVERIES}
       WHERE generation = $1 AND contracted_id IN (
         SELECT contracted_id FROM ${DELIVERIES} WHERE generation = $1 AND consignment_id = ANY ($2::uuid[]))`,
      [generation, [...new Set(events.filter(isDeliveryEvent).map(({ data }) => data.consignmentId))]],
    );
    const asked = [
      ...events.filter(isCaseEvent).map(caseOf),
      ...stored.map(({ contracted_id }) => ({ part: 'delivery', case_id: contracted_id }) as const),
    ];
    const distinct = [...new Map(asked.map((of) => [caseKey(of), of])).values()];
    const { rows: newest } = await client.query<ConductRow & { readonly position: string }>(
      `SELECT c.firm, c.part, c.case_id, c.position, c.outcome, c.due_on::text, c.on_day::text
       FROM unnest($2::text[], $3::text[]) asked (part, case_id) CROSS JOIN LATERAL (
         SELECT * FROM ${CONDUCT} WHERE generation = $1 AND part = asked.part AND case_id = asked.case_id
         ORDER BY position DESC LIMIT 1
       ) c`,
      [generation, distinct.map(({ part }) => part), distinct.map(({ case_id }) => case_id)],
    );
    const { rows: disputed } = await client.query<ConductRow & { readonly position: string }>(
      `SELECT DISTINCT ON (case_id, firm) firm, part, case_id, position, outcome, due_on::text, on_day::text FROM ${CONDUCT}
       WHERE generation = $1 AND part = 'dispute' AND case_id = ANY ($2::text[]) ORDER BY case_id, firm, position DESC`,
      [generation, [...new Set(events.filter(isDisputeEvent).map(({ data }) => data.caseId))]],
    );
    const cases = new Map(newest.map((row) => [caseKey(row), { ...row, position: Number(row.position) }]));
    const deliveries = new FirmDeliveries(stored);
    const disputes = new FirmDisputes(disputed.map((row) => ({ ...row, position: Number(row.position) })));
    const rows = foldFirmConduct(events, { cases, deliveries, disputes });
    await insertRows(
      client,
      CONDUCT,
      rows.map((row) => ({ generation, ...row })),
    );
    await upsertRows(
      client,
      DELIVERIES,
      ['generation', 'consignment_id'],
      deliveries.changed.map((row) => ({ generation, ...row })),
    );
  },
});

function isCaseEvent(event: FirmConductEvent): event is CaseEvent {
  return !isDeliveryEvent(event) && !isDisputeEvent(event);
}
