import type { PaymentReferences } from '@corridor/domain';
import type { NotifiedEntry } from '@corridor/iso20022';
import { Rejection, toMoney } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject, Injectable } from '@nestjs/common';
import { SettlementList } from '../list/settlement-list.js';
import type { Original } from './return.js';

/** What a reversal names its credit by. */
export type Naming = Pick<
  NotifiedEntry,
  'account' | 'amount' | 'uetr' | 'accountServicerReference' | 'endToEndId'
>;

/** Finds the credit that a reversal gives back. */
@Injectable()
export class Originals {
  constructor(
    @Inject(SettlementList) private readonly list: SettlementList,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  /**
   * The bank's credit on the same account that has the reversal's UETR, else its account servicer's reference, else its
   * end-to-end id and its amount. Payers use an end-to-end id more than once: where that leaves several, none is guessed.
   *
   * A credit that is not known here is no reason to keep the reversal waiting: most of those are older than the ledger, or were
   * rejected, and never come. The bank is told, and sends it again behind the credit.
   * @throws Rejection `original-unknown` or `original-ambiguous`; ListBehind.
   */
  async find(bank: string, reversal: Naming): Promise<Original> {
    await this.list.atHead();
    // Of two that it names, one that is not listed would leave the other one.
    await this.list.expectWhole();
    const { account, amount, uetr, accountServicerReference, endToEndId } = reversal;
    const { minor, currency } = toMoney(amount);
    for (const [column, reference, amountMinor] of [
      ['uetr', uetr, null],
      ['account_servicer_reference', accountServicerReference, null],
      ['end_to_end_id', endToEndId, minor.toString()],
    ] as const) {
      if (reference === undefined) continue;
      const { rows } = await this.parts.pool.query<{ id: string; payment_references: PaymentReferences }>({
        name: `payments-original-by-${column}`,
        text: `SELECT settlement_id AS id, payment_references FROM payments.settlements
          WHERE ${column} = $1 AND bank = $2 AND account = $3 AND currency = $4
            AND ($5::bigint IS NULL OR amount_minor = $5) LIMIT 2`,
        values: [reference, bank, account, currency, amountMinor],
      });
      const [found, other] = rows;
      if (found && other) throw ambiguous(reference);
      if (found) return { settlementId: found.id, references: found.payment_references };
    }
    const message =
      'It reverses a credit to this account that the ledger does not have: named by its UETR, its AcctSvcrRef, or its EndToEndId and amount. Send it again when the credit is accepted.';
    throw new Rejection('original-unknown', message);
  }
}

function ambiguous(reference: string): Rejection {
  const message = `"${reference}" names several credits to this account. Name the one by its UETR or AcctSvcrRef, or send the return to its settlement in JSON.`;
  return new Rejection('original-ambiguous', message);
}
