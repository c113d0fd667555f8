import type { KnownPayment } from '@corridor/domain';
import type { OriginalPayment } from '@corridor/iso20022';
import { Rejection, toMoney } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { PaymentsAggregates } from '../aggregates.js';
import { SettlementList } from '../list/settlement-list.js';
import { AGGREGATES } from '../tokens.js';
import { furtherPaymentId, isOther } from './alike-payments.js';
import { PaymentList } from './payment-list.js';

/** The payment that is given back: by its UETR, or its credit where that has none. */
export type Original = { readonly uetr: string } | { readonly settlementId: string };

/** Finds the payment that a later message names by no UETR. */
@Injectable()
export class PaymentOriginals {
  constructor(
    @Inject(PaymentList) private readonly payments: PaymentList,
    @Inject(SettlementList) private readonly settlements: SettlementList,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
    @Inject(AGGREGATES) private readonly aggregates: Pick<PaymentsAggregates, 'payments'>,
  ) {}

  /**
   * The bank's payment of the original message with the end-to-end id; else its credit with that end-to-end id and the original
   * amount. Where that leaves several, none is guessed.
   * @throws Rejection `original-unknown` or `original-ambiguous`; ListBehind.
   */
  async find(bank: string, original: OriginalPayment): Promise<Original> {
    for (const list of [this.payments, this.settlements]) {
      await list.atHead();
      // Of two that it names, one that is not listed would leave the other one.
      await list.expectWhole();
    }
    const found = (await this.byMessage(bank, original)) ?? (await this.byCredit(bank, original));
    if (found) return found;
    const message =
      'It has no UETR, and gives back a payment that the ledger does not have: named by its original message and EndToEndId, or its EndToEndId and amount. Send it again when the credit is accepted, or with the UETR.';
    throw new Rejection('original-unknown', message);
  }

  /**
   * Id of the payment that a later message means: without a UETR, of several that their message calls the same, that of the reference which it names.
   * @param firstId of the first of them. @param isTold whether that was told it: it stays there. @throws ListBehind.
   */
  async meant(
    bank: string,
    original: OriginalPayment,
    firstId: string,
    isTold: (first: KnownPayment) => boolean,
  ): Promise<string> {
    const { uetr, messageId, amount } = original;
    if (uetr !== undefined || messageId === undefined) return firstId;
    const { payments } = this.aggregates;
    const { state } = await payments.load(firstId);
    if (state.status === 'unknown' || !isOther(state.instruction?.references ?? {}, original)) return firstId;
    if (isTold(state)) return firstId;
    const furtherId = furtherPaymentId(bank, messageId, original, amount);
    if ((await payments.load(furtherId)).state.status === 'known') return furtherId;
    // It may name the payment by one reference of two, of which the other one made its id. What is of no payment that is known stands by itself.
    return (await this.further(bank, original)) ?? furtherId;
  }

  /**
   * The one payment of the original message with the end-to-end id, if any, that has each further reference that is told: of those that the
   * message calls the same. @throws ListBehind.
   */
  private async further(bank: string, original: OriginalPayment): Promise<string | undefined> {
    const { messageId, endToEndId, instructionId, transactionId } = original;
    await this.payments.atHead();
    const { rows } = await this.parts.pool.query<{ payment_id: string }>({
      name: 'payments-further-original',
      text: `SELECT DISTINCT p.payment_id
        FROM payments.payment_messages m JOIN payments.payments p USING (payment_id) JOIN read.events e ON e.position = m.position
        WHERE m.message_id = $1 AND m.type = 'PaymentInstructed' AND p.bank = $2
          AND ($3::text IS NULL OR p.end_to_end_id = $3)
          AND ($4::text IS NULL OR e.data->'references'->>'instructionId' = $4)
          AND ($5::text IS NULL OR e.data->'references'->>'transactionId' = $5) LIMIT 2`,
      values: [messageId, bank, endToEndId, instructionId, transactionId],
    });
    const [found, other] = rows;
    return other ? undefined : found?.payment_id;
  }

  private async byMessage(
    bank: string,
    { messageId, endToEndId }: OriginalPayment,
  ): Promise<Original | undefined> {
    if (messageId === undefined) return undefined;
    const { rows } = await this.parts.pool.query<{ uetr: string }>({
      name: 'payments-original-by-message',
      text: `SELECT DISTINCT p.uetr FROM payments.payment_messages m JOIN payments.payments p USING (payment_id)
        WHERE m.message_id = $1 AND m.type = 'PaymentInstructed' AND p.bank = $2 AND p.uetr IS NOT NULL
          AND ($3::text IS NULL OR p.end_to_end_id = $3) LIMIT 2`,
      values: [messageId, bank, endToEndId],
    });
    const [found, other] = rows;
    if (found && other) throw ambiguous(endToEndId ?? messageId);
    return found;
  }

  private async byCredit(
    bank: string,
    { endToEndId, amount }: OriginalPayment,
  ): Promise<Original | undefined> {
    if (endToEndId === undefined || !amount) return undefined;
    const { minor, currency } = toMoney(amount);
    const { rows } = await this.parts.pool.query<{ id: string; uetr: string | null }>({
      name: 'payments-original-by-credit',
      text: `SELECT settlement_id AS id, uetr FROM payments.settlements
        WHERE end_to_end_id = $1 AND bank = $2 AND currency = $3 AND amount_minor = $4 LIMIT 2`,
      values: [endToEndId, bank, currency, minor.toString()],
    });
    const [found, other] = rows;
    if (found && other) throw ambiguous(endToEndId);
    if (!found) return undefined;
    return found.uetr === null ? { settlementId: found.id } : { uetr: found.uetr };
  }
}

function ambiguous(reference: string): Rejection {
  const message = `"${reference}" names several payments. Name the one by its UETR, or send the return to its settlement in JSON.`;
  return new Rejection('original-ambiguous', message);
}
