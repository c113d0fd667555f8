import type { PaymentReason } from '@corridor/domain';
import type { AppendContext } from '@corridor/event-store';
import { isoReasonOf } from '@corridor/iso20022';
import type { Rejection } from '@corridor/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { ibanNotes, noted } from '../bank-calendars/value-notes.js';
import { mapBounded } from '../booking/bounded.js';
import { BOOKED_IN_SUM, HELD } from '../booking/outcomes.js';
import type { PaymentItem } from '../payments/alike-payments.js';
import { paymentIdOfItem, type Sent } from '../payments/payment-commands.js';
import type { PaymentOutcome } from '../payments/payment-outcome.js';
import { Payments } from '../payments/payments.js';
import { idReused } from './entry-taker.js';
import { grouped } from './grouped.js';
import { type ItemResult, referenceOf, rejectedPayment } from './item-result.js';

const AT_ONCE_MAX = 64;

/** Takes what a message tells of payments, those of one payment in their order. */
@Injectable()
export class PaymentTaker {
  constructor(@Inject(Payments) private readonly payments: Payments) {}

  /** One result for each, in their order. @param known as of {@link EntryTaker.take}. */
  async take(
    items: readonly PaymentItem[],
    sent: Sent,
    context: AppendContext,
    known: boolean,
  ): Promise<readonly ItemResult[]> {
    const results = new Map<PaymentItem, ItemResult>();
    const ofPayment = grouped(items, (item) => paymentIdOfItem(item, sent.bank));
    await mapBounded([...ofPayment.values()], AT_ONCE_MAX, async (group) => {
      for (const item of group) results.set(item, await this.one(item, sent, context, known));
    });
    return items.flatMap((item) => results.get(item) ?? []);
  }

  private async one(
    item: PaymentItem,
    sent: Sent,
    context: AppendContext,
    known: boolean,
  ): Promise<ItemResult> {
    try {
      const outcome = known
        ? await this.payments.look(item, sent)
        : await this.payments.take(item, sent, context);
      return outcome ? resultOf(item, outcome, sent.bics) : idReused(item);
    } catch (error) {
      return rejectedPayment(item, error);
    }
  }
}

const WAITS = {
  'original-unknown': 'The credit that it gives back has not come: it is done when that comes.',
  'instruction-unknown': 'Its instruction has not come: it is booked when that comes.',
  'message-unknown':
    'It speaks of several payments together, and of none that the ledger knows by their message: send it again once that message is accepted, or the status of each payment.',
  'creditor-account-missing':
    "Its instruction names no account of the creditor's: an entry of the account settles it.",
  'uetr-missing': 'It has no UETR: an entry of the account settles it.',
  'creditor-agent-missing':
    "Its instruction does not name the creditor's bank, so it is not known whose account it is: an entry of the account settles it.",
  'bank-bic-unknown':
    'The ledger knows no BIC of your bank, so it is not known whether the account is with you: have the operator note it with your key and send this again, or send the entry of the account.',
  'recall-unanswered':
    'The bank that it names as its assignee answers it. It goes on to that bank here where that has told of the payment, now or later; send it there as ever. GET /v1/recalls and /v1/outgoing tell the answer, also where you are sent it and send it on here.',
  'not-between-banks':
    'Only the order is known, not the payment between banks: it is booked when that comes.',
} as const;

/** Why a status that says that the creditor was credited, or a return of that, books nothing. */
function informsOf(
  elsewhere: string,
  bics: readonly string[],
): Pick<ItemResult, 'code' | 'reason' | 'message'> {
  const reason = 'creditor-agent-other';
  const message = `Its instruction names ${elsewhere} as the creditor's bank, and your keys have ${bics.join(', ')}: it informs, and books nothing.`;
  return { code: isoReasonOf({ code: reason }), reason, message };
}

/** Why a return that was taken is not done. */
function whyOf({ code: reason, message }: Rejection): Pick<ItemResult, 'code' | 'reason' | 'message'> {
  return { code: isoReasonOf({ code: reason, message }), reason, message };
}

/** Why a status that says that the creditor was credited books nothing, whatever else is known. */
const INFORMS = {
  'status-of-order':
    'A pain.002 tells a customer how his order stands: it informs, and books nothing. A pacs.002 of the payment between banks settles, or an entry of the account.',
  'status-of-other-message':
    'It speaks of another message under the UETR than the one that pays the creditor (OrgnlMsgNmId, OrgnlMsgId), such as its cover: it informs, and books nothing. A status of the pacs.008 settles, or an entry of the account.',
} as const;

/** Why a recall was refused, as its camt.029 tells it. */
function refusalOf([first]: readonly PaymentReason[]): Pick<ItemResult, 'code' | 'reason' | 'message'> {
  const message = first?.additional.join(' ') || first?.proprietary;
  return {
    code: first?.code ?? 'NARR',
    reason: 'recall-refused',
    ...(message !== undefined && { message }),
  };
}

function resultOf(item: PaymentItem, outcome: PaymentOutcome, bics: readonly string[]): ItemResult {
  const { paymentId, position, settlementId, returnId, recallId, lacks, elsewhere, answer } = outcome;
  const { refused, held, inSum, account, otherwise, informs: informsAs } = outcome;
  const isAnswer = item.kind === 'cancellation-answer';
  const waits = lacks !== undefined || refused !== undefined || (!isAnswer && answer?.status === 'PDCR');
  const informs = elsewhere !== undefined || (item.kind === 'status-report' && !settlementId);
  return {
    reference: referenceOf(item),
    status: outcome.outcome === 'known' ? 'duplicate' : 'accepted',
    isoStatus: waits ? 'PDNG' : informs ? 'RCVD' : 'ACTC',
    paymentId,
    ...(position !== undefined && { position }),
    ...(settlementId !== undefined && { settlementId }),
    ...(returnId !== undefined && { returnId }),
    ...(recallId !== undefined && { recallId }),
    ...(lacks && { code: isoReasonOf({ code: lacks }), reason: lacks, message: WAITS[lacks] }),
    ...(refused && whyOf(refused)),
    ...(elsewhere !== undefined && informsOf(elsewhere, bics)),
    ...(informsAs && {
      code: isoReasonOf({ code: informsAs }),
      reason: informsAs,
      message: INFORMS[informsAs],
    }),
    // What a camt.029 says is of the recall: the message itself is taken.
    ...(isAnswer && answer && { recallAnswer: { isoStatus: answer.status, reasons: answer.reasons } }),
    ...(!isAnswer && !lacks && answer?.status === 'RJCR' && refusalOf(answer.reasons)),
    ...(inSum && BOOKED_IN_SUM),
    ...(held && HELD),
    ...noted([
      ...(account === undefined ? [] : ibanNotes(account)),
      ...(otherwise === undefined ? [] : [{ code: 'instruction-differs', message: otherwise } as const]),
    ]),
  };
}
