import type {
  PaymentCovered,
  PaymentInstructed,
  PaymentReturnAdvised,
  PaymentStatusReported,
  RecallAnswered,
  RecallRequested,
} from './payment.events.js';

interface Commanded<Type extends string, Data> {
  readonly type: Type;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly data: Data;
}

export type PaymentCommand =
  | Commanded<'InstructPayment', PaymentInstructed['data']>
  | Commanded<'CoverPayment', PaymentCovered['data']>
  | Commanded<'ReportPaymentStatus', PaymentStatusReported['data']>
  | Commanded<'AdvisePaymentReturn', PaymentReturnAdvised['data']>
  | Commanded<'RequestRecall', RecallRequested['data']>
  | Commanded<'AnswerRecall', RecallAnswered['data']>;
