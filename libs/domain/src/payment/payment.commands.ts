import type {
  PaymentCovered,
  PaymentInstructed,
  PaymentReturnAdvised,
  PaymentStatusReported,
  RecallAnswered,
  RecallRequested,
  RecallSent,
  ReturnTakenAsInformation,
} from './payment.events.js';

interface Commanded<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
  /** Which of those of its message that tell the same it is, where each of them counts; from 1, which is meant where it is left out. */
  readonly occurrence?: number;
}

export type PaymentCommand =
  | Commanded<'InstructPayment', PaymentInstructed['data']>
  | Commanded<'CoverPayment', PaymentCovered['data']>
  | Commanded<'ReportPaymentStatus', PaymentStatusReported['data']>
  | Commanded<'AdvisePaymentReturn', PaymentReturnAdvised['data']>
  | Commanded<'TakeReturnAsInformation', ReturnTakenAsInformation['data']>
  | Commanded<'RequestRecall', RecallRequested['data']>
  | Commanded<'SendRecall', RecallSent['data']>
  | (Commanded<'AnswerRecall', RecallAnswered['data']> & {
      /** Its assignee gives it, to whom the recall was sent: what the sender told of it before gives way. */
      readonly isOfAssignee?: boolean;
    });
