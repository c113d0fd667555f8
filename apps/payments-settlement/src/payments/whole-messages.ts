import type { CancellationAnswer, CancellationRequest, Iso20022Item, StatusReport } from '@corridor/iso20022';
import { Rejection } from '@corridor/kernel';
import { LEDGER_PARTS, type LedgerParts } from '@corridor/nest-kit';
import { Inject, Injectable } from '@nestjs/common';
import { PaymentList } from './payment-list.js';

/** Payments that one message may speak of by naming messages as a whole. */
export const PAYMENTS_OF_WHOLES_MAX = 10_000;

export type OfWhole = StatusReport | CancellationRequest | CancellationAnswer;
/** With the id of the payment that it is said of, where one is known. */
export type SplitWhole = OfWhole & { readonly paymentId?: string };

interface Row {
  readonly payment_id: string;
  readonly uetr: string | null;
  readonly end_to_end_id: string | null;
  readonly family: string;
}

/** Finds the payments of an earlier message that a later one speaks of as a whole (`GrpSts`, `GrpCxl`). */
@Injectable()
export class WholeMessages {
  constructor(
    @Inject(PaymentList) private readonly payments: PaymentList,
    @Inject(LEDGER_PARTS) private readonly parts: Pick<LedgerParts, 'pool'>,
  ) {}

  /**
   * What an item says, of each payment that the bank told of in that message, in the order of their end-to-end ids; the item itself where none is known.
   * @throws Rejection `too-many-payments` of more than `max`, `message-ambiguous` where it does not name the kind of message and
   * several have the id; ListBehind.
   */
  async split(item: OfWhole, bank: string, max: number): Promise<readonly SplitWhole[]> {
    const { messageId, messageName } = item.original;
    if (messageId === undefined) return [item];
    await this.payments.atHead();
    // A payment of it that is not listed would be left out.
    await this.payments.expectWhole();
    // A bank may give one id to a message of each family.
    const { rows } = await this.parts.pool.query<Row>({
      name: 'payments-of-whole-message',
      text: `SELECT DISTINCT p.payment_id, p.uetr, p.end_to_end_id, left(m.format, 8) AS family
        FROM payments.payment_messages m JOIN payments.payments p USING (payment_id)
        WHERE m.message_id = $1 AND m.type = 'PaymentInstructed' AND p.bank = $2
          AND ($4::text IS NULL OR left(m.format, 8) = $4)
        ORDER BY p.end_to_end_id, p.payment_id LIMIT $3`,
      values: [messageId, bank, max + 1, messageName === undefined ? null : familyOf(messageName)],
    });
    if (rows.length > max) throw tooManyPayments();
    const families = [...new Set(rows.map(({ family }) => family))];
    if (families.length > 1) throw ambiguous(messageId, families);
    if (rows.length === 0) return [item];
    return rows.map((row) => ofPayment(item, row));
  }
}

/** Whether an item speaks of all payments of a message. Of one that is accepted in part, nothing follows for each of them. */
export function speaksOfWhole(item: Iso20022Item): item is OfWhole {
  switch (item.kind) {
    case 'status-report':
      return item.level === 'group' && item.status !== 'PART';
    case 'cancellation-request':
    case 'cancellation-answer':
      return item.level === 'group';
    default:
      return false;
  }
}

/** `pacs.008` of `pacs.008.001.08`; what is no name of ISO 20022 is the family of no message here. */
function familyOf(messageName: string): string {
  return messageName.slice(0, 8).toLowerCase();
}

function ofPayment(item: OfWhole, { payment_id: paymentId, uetr, end_to_end_id }: Row): SplitWhole {
  const original = {
    ...item.original,
    ...(uetr !== null && { uetr }),
    ...(end_to_end_id !== null && { endToEndId: end_to_end_id }),
  };
  return { ...item, original, paymentId };
}

export function tooManyPayments(): Rejection {
  const message = `Messages that are named as a whole come to more than ${PAYMENTS_OF_WHOLES_MAX} payments: name each payment.`;
  return new Rejection('too-many-payments', message);
}

function ambiguous(messageId: string, families: readonly string[]): Rejection {
  const message = `"${messageId}" is the id of several messages (${families.join(', ')}): say in OrgnlMsgNmId which one is meant.`;
  return new Rejection('message-ambiguous', message);
}
