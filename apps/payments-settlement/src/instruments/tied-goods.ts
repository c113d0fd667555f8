import { readEventData } from '@corridor/contracts';
import type { InstrumentCommand, InstrumentRegistered, InstrumentTied } from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';
import { ProblemError } from '@corridor/nest-kit';
import type pg from 'pg';
import { lineageOf } from '../supervision/goods.js';

type Registered = InstrumentRegistered['data'];
type Tie = Extract<InstrumentCommand, { type: 'TieInstrument' }>['data'];

/**
 * Whether the goods, and the invoice where one is told, are the holder's: another's do not exist for an instrument. The invoice may be for what the goods were
 * split from.
 * @returns the tie as it is asked for.
 * @throws ProblemError 422 `consignment-unknown`, `invoice-unknown` or `currency-differs`, or 409 `invoice-withdrawn`, with its pointer.
 */
export async function checkGoods(
  store: EventStore,
  { flow, holder, amount }: Registered,
  tie: InstrumentTied['data'],
): Promise<Tie> {
  const { consignmentId, invoiceId } = tie;
  const [first] = await store.readStream(`consignment-${consignmentId}`, { limit: 1 });
  const party = first && partiesOf(first)[flow === 'export' ? 'exporter' : 'importer'];
  if (party?.participantId !== holder.participantId) {
    const message = `"${holder.participantId}" has no such consignment.`;
    throw new ProblemError(422, 'consignment-unknown', message, { pointer: '/consignmentId' });
  }
  if (invoiceId === undefined) return tie;
  const [registered] = await store.readStream(`invoice-${invoiceId}`, { limit: 1 });
  const invoice = registered && readEventData('InvoiceRegistered', registered);
  const isOwn = invoice?.consignmentId === consignmentId;
  if (!invoice || !(isOwn || (await isPartOf(store, first, invoice.consignmentId)))) {
    const message = 'The consignment has no such invoice.';
    throw new ProblemError(422, 'invoice-unknown', message, { pointer: '/invoiceId' });
  }
  const owed = await store.readStream(`obligation-${invoiceId}`);
  if (owed.at(-1)?.type === 'InvoiceWithdrawn') {
    const message = 'The creditor has withdrawn the invoice: no money comes of it.';
    throw new ProblemError(409, 'invoice-withdrawn', message, { pointer: '/invoiceId' });
  }
  if (invoice.amount.currency !== amount.currency) {
    const message = `The invoice is in ${invoice.amount.currency}, the instrument in ${amount.currency}.`;
    throw new ProblemError(422, 'currency-differs', message, { pointer: '/invoiceId' });
  }
  return isOwn ? tie : { ...tie, ofWhole: true };
}

/** Whether the goods of a consignment, by its first event, were split from another one, however many times. */
async function isPartOf(store: EventStore, first: First | undefined, wholeId: string): Promise<boolean> {
  if (first?.type !== 'ConsignmentDeclared') return false;
  const { partOf } = readEventData('ConsignmentDeclared', first);
  if (partOf === undefined || partOf === wholeId) return partOf === wholeId;
  const [whole] = await store.readStream(`consignment-${partOf}`, { limit: 1 });
  return isPartOf(store, whole, wholeId);
}

type First = Parameters<typeof readEventData>[1];

/** Both sides of a trade, which the first event of its stream tells. */
function partiesOf(first: First) {
  return first.type === 'ConsignmentContracted'
    ? readEventData('ConsignmentContracted', first)
    : readEventData('ConsignmentDeclared', first);
}

/**
 * Holds goods for one instrument of a kind, to the end of the transaction: the same money must not be counted for two.
 * @throws ProblemError 409 `tied-already` where another one covers them, what they were split from or into, or the invoice.
 */
export async function checkNotTied(
  client: pg.ClientBase,
  { instrumentId, kind }: Registered,
  { consignmentId, invoiceId }: InstrumentTied['data'],
): Promise<void> {
  // Ties are rare: one at a time, of all that there are, holds also what was split.
  await client.query(`SELECT pg_advisory_xact_lock(hashtext('payments instrument ties'), 0)`);
  const { wholes, parts } = await lineageOf(client, consignmentId);
  const { rows } = await client.query<{ number: string }>({
    name: 'instrument-tied-already',
    text: `SELECT i.number FROM payments.instrument_ties t JOIN payments.instruments i USING (instrument_id)
      WHERE t.kind = $1 AND t.instrument_id <> $2
        AND (t.invoice_id = $4 OR (t.consignment_id = ANY ($3) AND ($4::uuid IS NULL OR t.invoice_id IS NULL))) LIMIT 1`,
    values: [kind, instrumentId, [...wholes, ...parts], invoiceId ?? null],
  });
  if (rows.length === 0) return;
  const message = 'Another instrument of this kind covers these goods, or this invoice.';
  const pointer = invoiceId === undefined ? '/consignmentId' : '/invoiceId';
  throw new ProblemError(409, 'tied-already', message, { pointer });
}
