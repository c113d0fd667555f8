import { timestampSchema } from '@corridor/contracts';
import type {
  Charge,
  OriginalReferences,
  PartyOfPayment,
  PaymentCommand,
  PaymentReason,
} from '@corridor/domain';
import type {
  CancellationAnswer,
  CancellationRequest,
  Handing,
  OriginalPayment,
  PaymentParty,
  Reason,
  Charge as ToldCharge,
} from '@corridor/iso20022';
import { furtherPaymentId, type PaymentItem } from './alike-payments.js';
import { originalPaymentId, paymentIdIn } from './payment-identity.js';

/** As many as an event holds. */
const LIST_MAX = 20;

/** Who sent an item, and when its message was made: RFC 3339 with offset. */
export interface Sent {
  readonly bank: string;
  /** By which messages name the bank. */
  readonly bics: readonly string[];
  readonly createdAt: string;
  /** BICs of the message's header: between which banks its items went, where they do not say so themselves. */
  readonly instructingAgent?: string;
  readonly instructedAgent?: string;
}

/** The instant at which a message was made; one without an offset is by the clocks of Pakistan and Kazakhstan, which are the same. */
export function instantOf(createdAt: string | undefined, receivedAt: string): string {
  if (createdAt === undefined) return receivedAt;
  for (const text of [createdAt, `${createdAt}+05:00`]) {
    if (timestampSchema.safeParse(text).success) return text;
  }
  return receivedAt;
}

export function paymentIdOfItem(item: PaymentItem, bank: string): string {
  if (item.paymentId !== undefined) return item.paymentId;
  const { messageId } = item;
  if (item.kind !== 'credit-transfer') return originalPaymentId(bank, messageId, item.original);
  const { references, amount, isFurther, occurrence } = item;
  if (isFurther) return furtherPaymentId(bank, messageId, references, amount, occurrence);
  return paymentIdIn(bank, messageId, references);
}

/** What a message tells, as a command to its payment. */
export function commandOf(
  item: Exclude<PaymentItem, CancellationAnswer | CancellationRequest>,
  sent: Sent,
  paymentId = paymentIdOfItem(item, sent.bank),
): PaymentCommand {
  const { bank, createdAt: occurredAt } = sent;
  const { messageId, messageFormat: format } = item;
  const ids = { paymentId, bank };
  const origin = { format, messageId };
  const handed = handingOf(item, sent);
  switch (item.kind) {
    case 'credit-transfer': {
      const { references, amount, settlementDate, debtor, creditor } = item;
      const data = {
        ...ids,
        references: referencesOf(references),
        amount,
        ...defined({ settlementDate }),
        debtor: partyOf(debtor),
        creditor: partyOf(creditor),
        ...handed,
        ...origin,
      };
      if (item.cover) return { type: 'CoverPayment', occurredAt, data };
      const { paymentInformationId, instructedAmount, exchangeRate, chargeBearer } = item;
      const { ultimateDebtorName, ultimateCreditorName, purpose, remittance } = item;
      return {
        type: 'InstructPayment',
        occurredAt,
        data: {
          ...data,
          ...defined({ paymentInformationId, instructedAmount, exchangeRate, chargeBearer, purpose }),
          ...defined({ ultimateDebtorName, ultimateCreditorName }),
          charges: chargesTaken(item.charges),
          remittance,
        },
      };
    }
    case 'status-report': {
      const { level, statusId, acceptedAt, effectiveSettlementDate, original, reasons } = item;
      const { accountServicerReference } = item;
      return {
        type: 'ReportPaymentStatus',
        occurredAt,
        data: {
          ...ids,
          original: originalOf(original),
          level,
          status: item.status ?? item.groupStatus ?? 'NONE',
          ...defined({ statusId, acceptedAt, effectiveSettlementDate, accountServicerReference }),
          reasons: reasonsOf(reasons),
          ...handed,
          ...origin,
        },
      };
    }
    case 'payment-return': {
      const { returnId: returnReference, original, returnedAmount, compensation } = item;
      const { settlementDate, chargeBearer } = item;
      return {
        type: 'AdvisePaymentReturn',
        occurredAt,
        ...defined({ occurrence: item.occurrence }),
        data: {
          ...ids,
          ...defined({
            returnReference,
            originalAmount: original.amount,
            settlementDate,
            chargeBearer,
            compensation,
          }),
          original: originalOf(original),
          returnedAmount,
          charges: chargesTaken(item.charges),
          reasons: reasonsOf(item.reasons),
          ...handed,
          ...origin,
        },
      };
    }
  }
}

function handingOf(
  item: Exclude<PaymentItem, CancellationAnswer | CancellationRequest>,
  sent: Sent,
): Handing {
  const { instructingAgent = sent.instructingAgent, instructedAgent = sent.instructedAgent } = item;
  return defined({ instructingAgent, instructedAgent });
}

export function reasonsOf(reasons: readonly Reason[]): readonly PaymentReason[] {
  return reasons.slice(0, LIST_MAX).map(({ code, proprietary, additional }) => ({
    ...(code !== undefined && /^[A-Z0-9]{4}$/.test(code) && { code }),
    ...defined({ proprietary }),
    additional: additional.slice(0, LIST_MAX),
  }));
}

export function originalOf(original: OriginalPayment): OriginalReferences {
  const { messageId, messageName, createdAt, paymentInformationId } = original;
  return {
    ...referencesOf(original),
    ...defined({ messageId, messageName, createdAt, paymentInformationId }),
  };
}

function referencesOf(of: OriginalReferences): OriginalReferences {
  const { instructionId, endToEndId, transactionId, uetr, clearingSystemReference } = of;
  return defined({ instructionId, endToEndId, transactionId, uetr, clearingSystemReference });
}

function partyOf({ name, bic, account, agent, country }: PaymentParty): PartyOfPayment {
  return defined({ name, bic, account, agent, country });
}

/** What agents took; what they gave back is no charge. */
function chargesTaken(charges: readonly ToldCharge[]): readonly Charge[] {
  return charges
    .filter(({ creditDebit }) => creditDebit !== 'CRDT')
    .slice(0, LIST_MAX)
    .map(({ amount, bearer, agent }) => ({ amount, ...defined({ bearer, agent }) }));
}

type Defined<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

/** The fields that are there. */
export function defined<Fields extends object>(fields: Fields): Defined<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<Fields>;
}
