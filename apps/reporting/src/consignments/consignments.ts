import { insertRows, lookUpOf, projectionOf, upsertRows } from '@corridor/projections';
import type pg from 'pg';
import { AwaitedConsignments } from './awaited-consignments.js';
import { ConsignmentDeclarations } from './consignment-declarations.js';
import { CREDIT_EVENTS, type CreditEvent, consignmentsOfCredit, isOfCredit } from './consignment-parties.js';
import type { AwaitedRow, ConsignmentRow, DeclarationRow, InvoiceRow } from './consignment-row.js';
import {
  CONSIGNMENT_EVENTS,
  type ConsignmentEvent,
  type ConsignmentRows,
  foldConsignments,
  isOfObligation,
} from './consignments.fold.js';

const CONSIGNMENTS = 'reporting.consignments';
const INVOICES = 'reporting.invoices';
const DECLARATIONS = 'reporting.consignment_declarations';
const AWAITED = 'reporting.awaited_consignments';
const HISTORY = 'reporting.consignment_events';

/** Where each consignment stands: on its way, at the customs, and with its payment. */
export const consignments = projectionOf({
  name: 'consignments',
  tables: [CONSIGNMENTS, INVOICES, DECLARATIONS, AWAITED, HISTORY],
  handles: [...CONSIGNMENT_EVENTS, ...CREDIT_EVENTS],
  async apply(events, { client, generation }) {
    const rows = await recall(client, generation, events);
    const history = foldConsignments(events, rows);
    const own = <Row extends object>(row: Row) => ({ generation, ...row });
    await upsertRows(
      client,
      CONSIGNMENTS,
      ['generation', 'consignment_id'],
      [...rows.consignments.values()].map(own),
    );
    await upsertRows(client, INVOICES, ['generation', 'invoice_id'], [...rows.invoices.values()].map(own));
    await upsertRows(
      client,
      DECLARATIONS,
      ['generation', 'declaration_id', 'consignment_id'],
      rows.declarations.changedRows.map(own),
    );
    await insertRows(client, AWAITED, rows.awaited.addedRows.map(own));
    await insertRows(client, HISTORY, history.map(own));
  },
});

async function recall(
  client: pg.ClientBase,
  generation: number,
  events: readonly (ConsignmentEvent | CreditEvent)[],
): Promise<ConsignmentRows> {
  const consignmentIds = new Set(events.flatMap(namedBy));
  const declarations = await recallDeclarations(client, generation, events, consignmentIds);
  const invoiceIds = new Set<string>();
  for (const event of events) {
    if (isOfCredit(event)) continue;
    if (isOfObligation(event) || event.type === 'InvoiceAttached') invoiceIds.add(event.data.invoiceId);
  }
  const consignmentRows = await client.query<{ row: ConsignmentRow }>(
    `SELECT to_json(c) AS row FROM ${lookUpOf(CONSIGNMENTS, 'consignment_id')} c`,
    [generation, [...consignmentIds]],
  );
  // Amounts that JSON could round come as text beside the rest of the row.
  const invoiceRows = await client.query<{ row: InvoiceRow; amount_minor: string; paid_minor: string }>(
    `SELECT to_json(i) AS row, amount_minor::text, paid_minor::text FROM ${lookUpOf(INVOICES, 'invoice_id')} i`,
    [generation, [...invoiceIds]],
  );
  const declaredIds = events.flatMap(({ type, data }) =>
    type === 'ConsignmentDeclared' ? data.consignmentId : [],
  );
  return {
    awaited: await recallAwaited(client, generation, declaredIds),
    consignments: new Map(consignmentRows.rows.map(({ row }) => [row.consignment_id, row])),
    declarations,
    invoices: new Map(invoiceRows.rows.map(({ row, ...exact }) => [row.invoice_id, { ...row, ...exact }])),
  };
}

async function recallAwaited(
  client: pg.ClientBase,
  generation: number,
  consignmentIds: readonly string[],
): Promise<AwaitedConsignments> {
  if (consignmentIds.length === 0) return new AwaitedConsignments();
  const { rows } = await client.query<{ row: AwaitedRow }>(
    `SELECT to_jsonb(a) - 'generation' AS row FROM ${lookUpOf(AWAITED, 'consignment_id')} a ORDER BY position`,
    [generation, consignmentIds],
  );
  return new AwaitedConsignments(rows.map(({ row }) => row));
}

/** The consignments that an event tells of, or begins from. */
function namedBy(event: ConsignmentEvent | CreditEvent): readonly string[] {
  if (isOfCredit(event)) return consignmentsOfCredit(event);
  const whole = event.type === 'ConsignmentDeclared' ? event.data.partOf : undefined;
  return whole === undefined ? [event.data.consignmentId] : [event.data.consignmentId, whole];
}

/**
 * With the declarations of the events come the other consignments that they cover, added to `consignmentIds`, and what else covers those or the
 * consignments of the events: a declaration that is new to one of them may leave it again in the same batch.
 */
async function recallDeclarations(
  client: pg.ClientBase,
  generation: number,
  events: readonly (ConsignmentEvent | CreditEvent)[],
  consignmentIds: Set<string>,
): Promise<ConsignmentDeclarations> {
  const declarationIds = events.flatMap(({ data }) => ('declarationId' in data ? data.declarationId : []));
  if (declarationIds.length === 0) return new ConsignmentDeclarations();
  const { rows } = await client.query<{ row: DeclarationRow }>(
    `SELECT to_jsonb(d) - 'generation' AS row FROM ${lookUpOf(DECLARATIONS, 'consignment_id', {
      among: `SELECT unnest($3::uuid[]) UNION SELECT consignment_id FROM ${lookUpOf(DECLARATIONS, 'declaration_id')} t`,
    })} d`,
    [generation, [...new Set(declarationIds)], [...consignmentIds]],
  );
  const known = rows.map(({ row }) => row);
  for (const { consignment_id } of known) consignmentIds.add(consignment_id);
  return new ConsignmentDeclarations(known);
}
