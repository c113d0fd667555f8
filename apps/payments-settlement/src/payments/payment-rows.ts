import { type RecordedEvent, readerOf } from '@corridor/contracts';
import { isFinalAnswer } from '@corridor/domain';
import { never } from '@corridor/kernel';
import type { Line } from './payment-links.js';

/** What the list of payments is made of. */
export const PAYMENT_LIST_EVENTS = [
  'PaymentInstructed',
  'PaymentCovered',
  'PaymentStatusReported',
  'PaymentReturnAdvised',
  'ReturnTakenAsInformation',
  'RecallRequested',
  'RecallSent',
  'RecallAnswered',
  'StatementRecorded',
] as const;
const read = readerOf(PAYMENT_LIST_EVENTS, () => undefined);
type ListedEvent = NonNullable<ReturnType<typeof read>>;
type PaymentEvent = Exclude<ListedEvent, { type: 'StatementRecorded' | 'ReturnTakenAsInformation' }>;

/** What events add to the list: rows of the tables of schema `payments` by their columns, in the order of the log. */
export interface PaymentChanges {
  /** One for each payment, with the first that each of its references was told as. */
  readonly payments: readonly PaymentRow[];
  readonly messages: readonly object[];
  readonly awaitedReturns: readonly object[];
  /** For each payment, up to which position its returns inform. */
  readonly informing: readonly object[];
  readonly recalls: readonly object[];
  /** The last answer for each recall. */
  readonly answers: readonly object[];
  /** Statements in which something does not add up. */
  readonly findings: readonly object[];
}

interface PaymentRow {
  readonly payment_id: string;
  readonly position: number;
  readonly bank: string;
  readonly uetr: string | undefined;
  readonly end_to_end_id: string | undefined;
}

/** @throws ContractViolation where an event is not what was published for its type, or in a version that is not known here. */
export function paymentChangesOf(events: readonly RecordedEvent[]): PaymentChanges {
  const payments = new Map<string, PaymentRow>();
  const messages: object[] = [];
  const awaitedReturns: object[] = [];
  const informing = new Map<string, object>();
  const recalls: object[] = [];
  const answers = new Map<string, object>();
  const findings: object[] = [];
  for (const event of events.flatMap((each) => read(each) ?? [])) {
    const { position, occurredAt, recordedAt: recorded_at, type, data } = event;
    const { bank } = data;
    if (type === 'StatementRecorded') {
      if (data.findings.length === 0) continue;
      findings.push({ position, bank, account: data.account, statement: data, recorded_at });
      continue;
    }
    const { paymentId: payment_id, format, messageId: message_id } = data;
    if (type === 'ReturnTakenAsInformation') {
      informing.set(payment_id, { payment_id, position });
      continue;
    }
    const { uetr, endToEndId } = referencesOf(event);
    const before = payments.get(payment_id) ?? {
      payment_id,
      position,
      bank,
      uetr,
      end_to_end_id: endToEndId,
    };
    payments.set(payment_id, {
      ...before,
      uetr: before.uetr ?? uetr,
      end_to_end_id: before.end_to_end_id ?? endToEndId,
    });
    messages.push({
      payment_id,
      position,
      type,
      format,
      message_id,
      told: { ...lineOf(event), occurredAt },
      recorded_at,
    });
    if (type === 'PaymentReturnAdvised' && uetr !== undefined) {
      awaitedReturns.push({ position, payment_id, bank, uetr, informs: false });
    } else if (type === 'RecallRequested' || type === 'RecallSent') {
      const { recallId: recall_id, caseId: case_id } = data;
      const sent = type === 'RecallSent';
      recalls.push({
        recall_id,
        payment_id,
        position,
        bank,
        case_id,
        uetr,
        requested: data,
        recorded_at,
        sent,
        waits: sent,
      });
    } else if (type === 'RecallAnswered') {
      const { recallId: recall_id, status, reasons, by } = data;
      const answered = {
        status,
        reasons,
        by,
        format,
        messageId: message_id,
        position,
        occurredAt,
        recordedAt: recorded_at,
      };
      answers.set(recall_id, { recall_id, status, answered, waits: !isFinalAnswer(status) });
    }
  }
  return {
    payments: [...payments.values()],
    messages,
    awaitedReturns,
    informing: [...informing.values()],
    recalls,
    answers: [...answers.values()],
    findings,
  };
}

function referencesOf(event: PaymentEvent): { readonly uetr?: string; readonly endToEndId?: string } {
  switch (event.type) {
    case 'PaymentInstructed':
    case 'PaymentCovered':
      return event.data.references;
    case 'PaymentStatusReported':
    case 'PaymentReturnAdvised':
    case 'RecallRequested':
    case 'RecallSent':
      return event.data.original;
    case 'RecallAnswered':
      return {};
    default:
      return never(event);
  }
}

function lineOf(event: PaymentEvent): Line {
  switch (event.type) {
    case 'PaymentInstructed': {
      const { amount, remittance } = event.data;
      return { amount, ...(remittance.length > 0 && { remittance }) };
    }
    case 'PaymentCovered':
      return { amount: event.data.amount };
    case 'PaymentStatusReported':
    case 'RecallAnswered':
      return { status: event.data.status, reasons: event.data.reasons };
    case 'PaymentReturnAdvised':
      return { amount: event.data.returnedAmount, reasons: event.data.reasons };
    case 'RecallRequested':
    case 'RecallSent':
      return { ...(event.data.amount && { amount: event.data.amount }), reasons: event.data.reasons };
    default:
      return never(event);
  }
}
