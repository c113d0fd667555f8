import { type MoneyJson, minorText, toMoney } from '@corridor/kernel';
import type { Reactions } from '@corridor/messaging';
import type pg from 'pg';

/** What tells who is owed, and what of it is paid. */
export const PAID_EVENTS = [
  'InvoiceRegistered',
  'ObligationArisen',
  'ObligationPartSettled',
  'ObligationSettled',
  'PaymentReturned',
  'PaymentUnmatched',
  'InvoiceWithdrawn',
] as const;

/** Keeps what is paid of each obligation. */
export const paidReactions: Reactions<(typeof PAID_EVENTS)[number]> = {
  InvoiceRegistered: async ({ data, position }, client) => {
    const { minor, currency } = toMoney(data.amount);
    await client.query({
      name: 'supervision-invoiced',
      text: `INSERT INTO payments.invoiced_goods (invoice_id, consignment_id, creditor_bank, currency, amount_minor, position)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      values: [data.invoiceId, data.consignmentId, data.creditorBank, currency, minor.toString(), position],
    });
  },
  ObligationArisen: async ({ data, demo }, client) => {
    const { obligationId, consignmentId, amount } = data;
    await client.query({
      name: 'supervision-owed',
      text: `INSERT INTO payments.paid_obligations (obligation_id, consignment_id, amount_minor, paid_minor, demo)
        VALUES ($1, $2, $3, 0, $4) ON CONFLICT DO NOTHING`,
      values: [obligationId, consignmentId, minorText(amount), demo],
    });
  },
  ObligationPartSettled: (event, client) => paid(event.data, event.position, client),
  ObligationSettled: (event, client) => paid(event.data, event.position, client),
  PaymentReturned: (event, client) => paid(event.data, event.position, client),
  PaymentUnmatched: ({ data, position }, client) =>
    paid({ ...data, valueDate: data.unmatchedOn }, position, client),
  InvoiceWithdrawn: async ({ data }, client) => {
    await client.query({
      name: 'supervision-withdrawn',
      text: 'UPDATE payments.invoiced_goods SET withdrawn = true WHERE invoice_id = $1',
      values: [data.invoiceId],
    });
    await client.query({
      name: 'supervision-owed-no-more',
      text: 'DELETE FROM payments.paid_obligations WHERE obligation_id = $1',
      values: [data.obligationId],
    });
  },
};

/** It is paid since the first payment that was not taken back in whole. */
async function paid(
  told: {
    readonly obligationId: string;
    readonly outstanding: MoneyJson;
    readonly valueDate: string;
  },
  position: number,
  client: pg.ClientBase,
): Promise<void> {
  await client.query({
    name: 'supervision-paid',
    text: `UPDATE payments.paid_obligations SET paid_minor = greatest(amount_minor - $2::bigint, 0), last_on = $3,
        paid_on = CASE WHEN amount_minor <= $2::bigint THEN NULL ELSE coalesce(paid_on, $3::date) END,
        paid_position = CASE WHEN amount_minor <= $2::bigint THEN NULL ELSE coalesce(paid_position, $4::bigint) END
      WHERE obligation_id = $1`,
    values: [told.obligationId, minorText(told.outstanding), told.valueDate, position],
  });
}
