import type { Drawing, ObligationArisen } from '@corridor/domain';
import type pg from 'pg';
import type { Candidate } from './open-items.js';

type Row = { readonly id: string; readonly occurred_at: string };

/** Rows that are read at once. */
const PAGE = 100;
const NIL = '00000000-0000-0000-0000-000000000000';
/** Payments on drawings that one debt is asked for: there is one, or a few parts of it. */
const PAYMENTS_MAX = 100;

/** Open obligations that are paid under letters of credit, and settlements that wait and pay what was drawn. */
export class DrawnItems {
  /** Obligations at a bank that a drawing may be for; the earliest due first. */
  async *obligations(
    client: pg.ClientBase,
    bank: string,
    drawings: readonly Drawing[],
  ): AsyncGenerator<Candidate> {
    const credits = drawings.map(({ letterOfCreditId }) => letterOfCreditId);
    const goods = drawings.flatMap(({ consignmentId }) => consignmentId ?? []);
    for (let after: readonly unknown[] = ['-infinity', NIL]; credits.length > 0; ) {
      const { rows } = await client.query<Row & { readonly due: string }>({
        name: 'payments-obligations-drawn',
        text: `SELECT obligation_id AS id, due_on::text AS due, occurred_at FROM payments.open_obligations
          WHERE (letter_of_credit_id = ANY ($2) OR drawn_consignment_id = ANY ($3)) AND creditor_bank = $1
            AND (due_on, obligation_id) > ($4::date, $5::uuid)
          ORDER BY due_on, obligation_id LIMIT $6`,
        values: [bank, credits, goods, ...after, PAGE],
      });
      yield* rows.map(({ id, occurred_at }) => ({ id, occurredAt: occurred_at }));
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = [last.due, last.id];
    }
  }

  /** Settlements at the creditor's bank with the UETR by which a bank paid a drawing that may be for the obligation; the first booked first. */
  async settlements(
    client: pg.ClientBase,
    { method, letterOfCreditId, consignmentId, creditorBank }: ObligationArisen['data'],
  ): Promise<readonly Candidate[]> {
    if (method !== 'letter-of-credit') return [];
    const { rows } = await client.query<Row>({
      name: 'payments-settlements-drawn',
      text: `SELECT settlement_id AS id, occurred_at FROM payments.unallocated_settlements
        WHERE bank = $1 AND uetr IN (SELECT uetr FROM payments.instructed
          WHERE drawing->>'letterOfCreditId' = $2 OR drawing->>'consignmentId' = $3)
        ORDER BY position LIMIT $4`,
      values: [creditorBank, letterOfCreditId ?? null, consignmentId, PAYMENTS_MAX],
    });
    return rows.map(({ id, occurred_at }) => ({ id, occurredAt: occurred_at }));
  }
}
