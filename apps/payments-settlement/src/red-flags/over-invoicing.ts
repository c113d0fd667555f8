import type { RecordedEvent } from '@corridor/contracts';
import { type GoodsLine, isOverInvoiced, overInvoicedReason } from '@corridor/domain';
import { toMoney } from '@corridor/kernel';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';
import { lineageOf } from '../supervision/goods.js';
import type { Flagging } from './flagging.js';

/** What tells for how much goods were consigned, and for how much they are invoiced. */
export const INVOICED_SUM_EVENTS = [
  'ConsignmentDeclared',
  'ConsignmentAmended',
  'InvoiceRegistered',
] as const;

/** Invoices that stand as evidence, beside the paper of the goods: the newest. Whoever looks at the flag finds the others with the goods. */
const EVIDENCE_MAX = 100;

interface Sum {
  readonly currency: string;
  readonly consigned: string;
  readonly told_at: string;
  readonly invoiced: string;
}

/** Finds goods of which the invoices come to more than what they were consigned for. What is invoiced in another currency is not held against it. */
export function overInvoicingReactions(flagging: Flagging): Reactions<(typeof INVOICED_SUM_EVENTS)[number]> {
  return {
    ConsignmentDeclared: async (event, client) => {
      const { consignmentId, lines, partOf } = event.data;
      await keepValues(consignmentId, lines, event.position, client);
      // A part that begins has no invoices of its own yet, and changes nothing of the whole. Goods under a contract may be invoiced already.
      if (partOf === undefined) await judge(consignmentId, [], event, flagging, client);
    },
    ConsignmentAmended: async (event, client) => {
      const { consignmentId, lines } = event.data;
      // What the paper says now takes the place of what it said.
      await client.query({
        name: 'flag-consigned-before',
        text: 'DELETE FROM payments.consigned_values WHERE consignment_id = $1',
        values: [consignmentId],
      });
      await keepValues(consignmentId, lines, event.position, client);
      await judge(consignmentId, [], event, flagging, client);
    },
    // The invoice itself is kept by then, with what is paid.
    InvoiceRegistered: (event, client) =>
      judge(event.data.consignmentId, [event.data.creditorBank], event, flagging, client),
  };
}

async function keepValues(
  consignmentId: string,
  lines: readonly GoodsLine[],
  position: number,
  client: pg.ClientBase,
): Promise<void> {
  const sums = new Map<string, bigint>();
  for (const { value } of lines) {
    const { minor, currency } = toMoney(value);
    sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  }
  await client.query({
    name: 'flag-consigned',
    text: `INSERT INTO payments.consigned_values (consignment_id, currency, minor, position)
      SELECT $1, s.currency, s.minor, $4 FROM unnest($2::text[], $3::numeric[]) AS s(currency, minor)
      ON CONFLICT DO NOTHING`,
    values: [consignmentId, [...sums.keys()], [...sums.values()].map(String), position],
  });
}

/**
 * Goods are held against the invoices for them and for their parts: the consignment's own, and those of each whole that it was split from.
 * @param banks whom the event itself tells of
 */
async function judge(
  consignmentId: string,
  banks: readonly string[],
  event: RecordedEvent,
  flagging: Flagging,
  client: pg.ClientBase,
): Promise<void> {
  const { wholes } = await lineageOf(client, consignmentId);
  for (const id of wholes) {
    const { parts } = await lineageOf(client, id);
    for (const sum of await sumsOf(id, parts, client)) {
      const [invoiced, consigned] = [BigInt(sum.invoiced), BigInt(sum.consigned)];
      if (!isOverInvoiced(invoiced, consigned)) continue;
      const found = { kind: 'over-invoicing', subject: { consignmentIds: [id] }, banks } as const;
      if (!(await flagging.isNews(found, client))) continue;
      const { currency } = sum;
      const reason = overInvoicedReason({ currency, minor: consigned });
      const evidence = [sum.told_at, ...(await newestOf(parts, currency, client))].map(Number);
      await flagging.raise({ ...found, reason, evidence, parts }, event, client);
    }
  }
}

/** By currency of the goods. */
async function sumsOf(
  consignmentId: string,
  parts: readonly string[],
  client: pg.ClientBase,
): Promise<readonly Sum[]> {
  const { rows } = await client.query<Sum>({
    name: 'flag-invoiced-sums',
    text: `SELECT v.currency, v.minor::text AS consigned, v.position AS told_at, sum(i.amount_minor)::text AS invoiced
      FROM payments.consigned_values v JOIN payments.invoiced_goods i ON i.consignment_id = ANY ($2) AND i.currency = v.currency
      WHERE v.consignment_id = $1 GROUP BY v.currency, v.minor, v.position ORDER BY v.currency COLLATE "C"`,
    values: [consignmentId, parts],
  });
  return rows;
}

/** Positions of the newest invoices. */
async function newestOf(
  parts: readonly string[],
  currency: string,
  client: pg.ClientBase,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ position: string }>({
    name: 'flag-newest-invoices',
    text: `SELECT position FROM payments.invoiced_goods
      WHERE consignment_id = ANY ($1) AND currency = $2 ORDER BY position DESC LIMIT ${EVIDENCE_MAX}`,
    values: [parts, currency],
  });
  return rows.map(({ position }) => position);
}
