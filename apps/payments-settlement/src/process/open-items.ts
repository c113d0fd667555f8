import type { RecordedEvent } from '@corridor/contracts';
import type { BookedSettlement, ObligationArisen, RaisedObligation } from '@corridor/domain';
import type pg from 'pg';
import { keyOf, keysIn, wordsIn, wordsOf } from './reference-keys.js';

/** Something that may be matched: what is owed or unallocated now, the log says. */
export interface Candidate {
  readonly id: string;
  /** RFC 3339 with offset: when it came about. */
  readonly occurredAt: string;
}

/** Rows that are read at once. */
const PAGE = 100;
const NIL = '00000000-0000-0000-0000-000000000000';

type Row = { readonly id: string; readonly occurred_at: string };

const toCandidate = ({ id, occurred_at }: Row): Candidate => ({ id, occurredAt: occurred_at });

/** Open obligations and unallocated settlements, found by what they have in common. */
export class OpenItems {
  async keepSettlement(
    client: pg.ClientBase,
    { settlement, unallocated }: BookedSettlement,
    { position, occurredAt }: RecordedEvent,
  ): Promise<void> {
    const { settlementId, bank, references } = settlement;
    await client.query({
      name: 'payments-keep-settlement',
      text: `INSERT INTO payments.unallocated_settlements (settlement_id, bank, currency, words, position, occurred_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (settlement_id) DO NOTHING`,
      values: [settlementId, bank, unallocated.currency, wordsIn(references), position, occurredAt],
    });
  }

  async removeSettlement(client: pg.ClientBase, settlementId: string): Promise<void> {
    await client.query({
      name: 'payments-remove-settlement',
      text: 'DELETE FROM payments.unallocated_settlements WHERE settlement_id = $1',
      values: [settlementId],
    });
  }

  async keepObligation(
    client: pg.ClientBase,
    { obligation, outstanding }: RaisedObligation,
    { occurredAt }: RecordedEvent,
  ): Promise<void> {
    const { obligationId, creditorBank, invoiceNumber, dueOn } = obligation;
    await client.query({
      name: 'payments-keep-obligation',
      text: `INSERT INTO payments.open_obligations (obligation_id, creditor_bank, currency, number_key, due_on, occurred_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (obligation_id) DO NOTHING`,
      values: [obligationId, creditorBank, outstanding.currency, keyOf(invoiceNumber), dueOn, occurredAt],
    });
  }

  async removeObligation(client: pg.ClientBase, obligationId: string): Promise<void> {
    await client.query({
      name: 'payments-remove-obligation',
      text: 'DELETE FROM payments.open_obligations WHERE obligation_id = $1',
      values: [obligationId],
    });
  }

  /**
   * Obligations at the settlement's bank, in its currency, that its end-to-end id may name, or its other references and not
   * that one; the earliest due first. Asked for in this order they come as `allocate` pays them.
   */
  async *obligationsNamedBy(
    client: pg.ClientBase,
    { settlement, unallocated }: BookedSettlement,
    by: 'end-to-end-id' | 'remittance',
  ): AsyncGenerator<Candidate> {
    const { references } = settlement;
    const exact = keyOf(references.endToEndId ?? '');
    const all = keysIn(references);
    const keys = all.filter((key) => (key === exact) === (by === 'end-to-end-id'));
    let after: readonly unknown[] = ['-infinity', NIL];
    while (keys.length > 0) {
      const { rows } = await client.query<Row & { readonly due: string }>({
        name: 'payments-obligations-named',
        text: `SELECT obligation_id AS id, due_on::text AS due, occurred_at FROM payments.open_obligations
          WHERE creditor_bank = $1 AND currency = $2 AND number_key = ANY ($3)
            AND (due_on, obligation_id) > ($4::date, $5::uuid)
          ORDER BY due_on, obligation_id LIMIT $6`,
        values: [settlement.bank, unallocated.currency, keys, ...after, PAGE],
      });
      yield* rows.map(toCandidate);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      after = [last.due, last.id];
    }
  }

  /** Settlements at the creditor's bank, in the obligation's currency, whose references may name it; the first booked first. */
  async *settlementsNaming(
    client: pg.ClientBase,
    { creditorBank, amount, invoiceNumber }: ObligationArisen['data'],
  ): AsyncGenerator<Candidate> {
    const words = wordsOf(invoiceNumber);
    if (words.length === 0) return;
    for (let after = '0'; ; ) {
      const { rows } = await client.query<Row & { readonly position: string }>({
        name: 'payments-settlements-naming',
        text: `SELECT settlement_id AS id, position, occurred_at FROM payments.unallocated_settlements
          WHERE bank = $1 AND currency = $2 AND words @> $3 AND position > $4 ORDER BY position LIMIT $5`,
        values: [creditorBank, amount.currency, words, after, PAGE],
      });
      yield* rows.map(toCandidate);
      if (rows.length < PAGE) return;
      after = rows.at(-1)?.position ?? after;
    }
  }
}
