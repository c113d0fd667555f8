import type { EventDataOf } from '@corridor/contracts';
import { type MoneyJson, minorText } from '@corridor/kernel';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';

export const INSTRUMENT_LIST_EVENTS = [
  'InstrumentRegistered',
  'InstrumentTied',
  'RepatriationTermStarted',
  'ProceedsRealised',
  'ProceedsTakenBack',
  'InstrumentClosed',
  'InstrumentAmountAmended',
  'RepatriationTermExtended',
  'ProceedsOverdue',
  'InstrumentCancelled',
] as const;

/** Keeps the rows that the work list of repatriation is made of. */
export const instrumentRows: Reactions<(typeof INSTRUMENT_LIST_EVENTS)[number]> = {
  InstrumentRegistered: async ({ data, position, demo }, client) => {
    const { instrumentId, kind, flow, number, holder, bank, amount } = data;
    const minor = minorText(amount);
    await client.query({
      name: 'instrument-registered',
      text: `INSERT INTO payments.instruments (instrument_id, kind, flow, number, holder, holder_name, bank, currency,
          amount_minor, open_minor, status, first_position, demo)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 'open', $10, $11)`,
      values: [
        instrumentId,
        kind,
        flow,
        number,
        holder.participantId,
        holder.name,
        bank,
        amount.currency,
        minor,
        position,
        demo,
      ],
    });
  },
  InstrumentTied: ({ data }, client) => keepTie(client, data),
  RepatriationTermStarted: async ({ data }, client) => {
    await client.query({
      name: 'instrument-started',
      text: 'UPDATE payments.instruments SET started_on = $2, due_on = $3 WHERE instrument_id = $1',
      values: [data.instrumentId, data.startedOn, data.dueOn],
    });
  },
  ProceedsRealised: ({ data }, client) => setOpen(client, data),
  ProceedsTakenBack: ({ data }, client) => setOpen(client, data),
  InstrumentClosed: async ({ data }, client) => {
    await client.query({
      name: 'instrument-closed',
      text: `UPDATE payments.instruments SET status = 'closed' WHERE instrument_id = $1`,
      values: [data.instrumentId],
    });
  },
  InstrumentAmountAmended: async ({ data }, client) => {
    await client.query({
      name: 'instrument-amended',
      text: 'UPDATE payments.instruments SET amount_minor = $2 WHERE instrument_id = $1',
      values: [data.instrumentId, minorText(data.amount)],
    });
    await setOpen(client, data);
  },
  RepatriationTermExtended: async ({ data }, client) => {
    await client.query({
      name: 'instrument-extended',
      text: 'UPDATE payments.instruments SET due_on = $2 WHERE instrument_id = $1',
      values: [data.instrumentId, data.dueOn],
    });
  },
  ProceedsOverdue: async ({ data }, client) => {
    await client.query({
      name: 'instrument-overdue',
      text: 'UPDATE payments.instruments SET missed = $2 WHERE instrument_id = $1',
      values: [data.instrumentId, data.dueOn],
    });
  },
  InstrumentCancelled: async ({ data }, client) => {
    const values = [data.instrumentId];
    await client.query({
      name: 'instrument-cancelled',
      text: `UPDATE payments.instruments SET status = 'cancelled' WHERE instrument_id = $1`,
      values,
    });
    // Another one may cover these goods now.
    await client.query({
      name: 'instrument-untied',
      text: 'DELETE FROM payments.instrument_ties WHERE instrument_id = $1',
      values,
    });
  },
};

/** A tie as others are held against it; kept twice, it is there once. */
export async function keepTie(
  client: pg.ClientBase,
  { instrumentId, consignmentId, invoiceId }: EventDataOf<'InstrumentTied'>,
): Promise<void> {
  await client.query({
    name: 'instrument-tied',
    text: `INSERT INTO payments.instrument_ties
      SELECT i.instrument_id, i.kind, $2, $3 FROM payments.instruments i WHERE i.instrument_id = $1 ON CONFLICT DO NOTHING`,
    values: [instrumentId, consignmentId, invoiceId ?? null],
  });
}

/** What is to come again is open again; what has come is closed by an event of its own. */
async function setOpen(
  client: pg.ClientBase,
  { instrumentId, outstanding }: { readonly instrumentId: string; readonly outstanding: MoneyJson },
): Promise<void> {
  await client.query({
    name: 'instrument-open',
    text: `UPDATE payments.instruments SET open_minor = $2::bigint, status = CASE WHEN $2::bigint > 0 THEN 'open' ELSE status END
      WHERE instrument_id = $1`,
    values: [instrumentId, minorText(outstanding)],
  });
}
