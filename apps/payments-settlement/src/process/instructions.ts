import type { EventDataOf } from '@corridor/contracts';
import type { PaymentReferences, SettlementBooked } from '@corridor/domain';
import type pg from 'pg';
import { CUT_ID_CHARS, cutShort } from './open-items.js';

/** What payment instructions say that they pay, for the credits that come of them: a credit often says less. */
export class Instructions {
  async keep(client: pg.ClientBase, instructed: EventDataOf<'PaymentInstructed'>): Promise<void> {
    const { paymentId, references, amount, remittance } = instructed;
    const { uetr, endToEndId } = references;
    const says = { ...(endToEndId !== undefined && { endToEndId }), remittance };
    await client.query({
      name: 'payments-keep-instruction',
      text: `INSERT INTO payments.instructed (payment_id, uetr, end_to_end_id, amount, currency, payment_references)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (payment_id) DO UPDATE SET uetr = excluded.uetr, end_to_end_id = excluded.end_to_end_id,
          amount = excluded.amount, currency = excluded.currency, payment_references = excluded.payment_references`,
      values: [paymentId, uetr, endToEndId, amount.amount, amount.currency, JSON.stringify(says)],
    });
  }

  /**
   * What the instructions of a credit say: those of its UETR; without one, that of its end-to-end id cut short, where the amount is
   * the same and no other instruction has it.
   */
  async of(
    client: pg.ClientBase,
    { references, amount }: Pick<SettlementBooked['data'], 'references' | 'amount'>,
  ): Promise<PaymentReferences | undefined> {
    const { uetr, endToEndId } = references;
    if (uetr !== undefined) {
      const { rows } = await client.query<{ says: PaymentReferences }>({
        name: 'payments-instructed-by-uetr',
        text: 'SELECT payment_references AS says FROM payments.instructed WHERE uetr = $1 ORDER BY payment_id',
        values: [uetr],
      });
      return joined(rows.map(({ says }) => says));
    }
    if (endToEndId?.length !== CUT_ID_CHARS) return undefined;
    const { rows } = await client.query<{ says: PaymentReferences }>({
      name: 'payments-instructed-by-cut-id',
      text: `SELECT payment_references AS says FROM payments.instructed
        WHERE left(end_to_end_id, ${CUT_ID_CHARS}) = $1 AND amount = $2 AND currency = $3 LIMIT 2`,
      values: [cutShort(endToEndId), amount.amount, amount.currency],
    });
    return rows.length === 1 ? rows[0]?.says : undefined;
  }
}

/** A customer's order and what banks made of it: each may say what the other left out. */
function joined(all: readonly PaymentReferences[]): PaymentReferences | undefined {
  const [first] = all;
  if (!first) return undefined;
  const ends = [...new Set(all.flatMap(({ endToEndId }) => endToEndId ?? []))];
  const texts = all.flatMap(({ remittance }) => remittance);
  const [endToEndId, ...others] = ends;
  return {
    ...(endToEndId !== undefined && { endToEndId }),
    remittance: [...new Set([...others, ...texts])],
  };
}
