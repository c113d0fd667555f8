import type { EventOf, RecordedEvent } from '@corridor/contracts';
import { isOverInvoiced, overInvoicedReason } from '@corridor/domain';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import { lineageOf } from '../supervision/goods.js';
import type { Flagging } from './flagging.js';
import {
  consigned,
  consignedAnew,
  type GoodsSum,
  invoiced,
  sumsOf,
  wholesConsigned,
  withdrawn,
} from './goods-sums.js';

/** What tells for how much goods were consigned, and for how much they are invoiced. */
export const INVOICED_SUM_EVENTS = [
  'ConsignmentDeclared',
  'ConsignmentAmended',
  'InvoiceRegistered',
  'InvoiceWithdrawn',
] as const;

/** Invoices, and papers of the goods and their parts, that stand as evidence: the newest. Whoever looks at the flag finds the others with the goods. */
const EVIDENCE_MAX = 100;

/** Finds goods of which the invoices come to more than what they were consigned for. What is invoiced in another currency is not held against it. */
export function overInvoicingReactions(flagging: Flagging): Reactions<(typeof INVOICED_SUM_EVENTS)[number]> {
  return {
    ConsignmentDeclared: async (event, client) => {
      const wholes = await consigned(event, client);
      // A part that begins has no invoices of its own yet, and changes nothing of the whole. Goods under a contract may be invoiced already.
      if (event.data.partOf === undefined) await judge(wholes, event, flagging, client);
    },
    ConsignmentAmended: async (event, client) =>
      judge(await consignedAnew(event, client), event, flagging, client),
    InvoiceRegistered: async (event, client) =>
      judge(await invoiced(event, client), event, flagging, client, event.data),
    // Less than before is not too much where it was not; a flag that stands is a person's to clear.
    InvoiceWithdrawn: (event, client) => withdrawn(event, client),
  };
}

/** What is told of wholes that follow each other, and that nobody split yet, as {@link overInvoicingReactions} does of each. */
export function overInvoicingTogether(
  flagging: Flagging,
): (events: readonly EventOf<'ConsignmentDeclared'>[], client: pg.ClientBase) => Promise<void> {
  return async (events, client) => {
    await wholesConsigned(events, client);
    const told = new Map(events.map((event) => [event.data.consignmentId, event]));
    for (const sum of await sumsOf([...told.keys()], client)) {
      const event = told.get(sum.id);
      if (event) await judgeSum(sum, event, flagging, client);
    }
  };
}

/**
 * Goods are held against the invoices for them and for their parts.
 * @param ids the consignment and each whole that it was split from
 * @param invoice that the event tells of: what it is not in the currency of stays as it was
 */
async function judge(
  ids: readonly string[],
  event: RecordedEvent,
  flagging: Flagging,
  client: pg.ClientBase,
  invoice?: EventOf<'InvoiceRegistered'>['data'],
): Promise<void> {
  for (const sum of await sumsOf(ids, client)) {
    if (invoice && invoice.amount.currency !== sum.currency) continue;
    await judgeSum(sum, event, flagging, client, invoice);
  }
}

async function judgeSum(
  { id, currency, consigned, invoiced }: GoodsSum,
  event: RecordedEvent,
  flagging: Flagging,
  client: pg.ClientBase,
  invoice?: EventOf<'InvoiceRegistered'>['data'],
): Promise<void> {
  if (!isOverInvoiced(invoiced, consigned)) return;
  const banks = invoice ? [invoice.creditorBank] : [];
  const found = { kind: 'over-invoicing', subject: { consignmentIds: [id] }, banks } as const;
  if (!(await flagging.isNews(found, client))) return;
  const { parts } = await lineageOf(client, id);
  const reason = overInvoicedReason({ currency, minor: consigned });
  const evidence = await newestOf(parts, currency, client);
  await flagging.raise({ ...found, reason, evidence, parts }, event, client);
}

/** Positions of what tells the newest values of goods, and of the newest invoices for them. */
async function newestOf(
  parts: readonly string[],
  currency: string,
  client: pg.ClientBase,
): Promise<readonly number[]> {
  const { rows } = await client.query<{ position: string }>({
    name: 'flag-newest-values',
    text: `(SELECT position FROM payments.consigned_values
        WHERE consignment_id = ANY ($1) AND currency = $2 ORDER BY position DESC LIMIT ${EVIDENCE_MAX})
      UNION ALL (SELECT position FROM payments.invoiced_goods
        WHERE consignment_id = ANY ($1) AND currency = $2 AND NOT withdrawn ORDER BY position DESC LIMIT ${EVIDENCE_MAX})`,
    values: [parts, currency],
  });
  return rows.map(({ position }) => Number(position));
}
