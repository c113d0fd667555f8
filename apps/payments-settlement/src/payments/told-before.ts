import {
  type KnownPayment,
  type PaymentCommand,
  type PaymentEvent,
  type PaymentReturnAdvised,
  toldKey,
} from '@corridor/domain';
import type { EventStore } from '@corridor/event-store';

const TOLD_BY: Readonly<Record<PaymentCommand['type'], PaymentEvent['type']>> = {
  InstructPayment: 'PaymentInstructed',
  CoverPayment: 'PaymentCovered',
  ReportPaymentStatus: 'PaymentStatusReported',
  AdvisePaymentReturn: 'PaymentReturnAdvised',
  TakeReturnAsInformation: 'ReturnTakenAsInformation',
  RequestRecall: 'RecallRequested',
  SendRecall: 'RecallSent',
  AnswerRecall: 'RecallAnswered',
};

/** Where that stands which a command tells, and was told before. */
export async function firstTold(
  store: Pick<EventStore, 'readStream'>,
  paymentId: string,
  command: PaymentCommand | undefined,
): Promise<{ readonly position?: number }> {
  if (!command) return {};
  const key = keyOf(command);
  const stream = await store.readStream(`payment-${paymentId}`);
  const alike = stream.filter(({ type, data }) => toldKey({ type, data } as PaymentEvent) === key);
  const first = alike[(command.occurrence ?? 1) - 1];
  return first ? { position: first.position } : {};
}

/** The return that a message tells of, as it was told first: another one may have come behind it. */
export function returnToldBy(
  command: PaymentCommand | undefined,
  { returns }: KnownPayment,
): PaymentReturnAdvised['data'] | undefined {
  if (!command) return undefined;
  const key = keyOf(command);
  const alike = returns.filter((data) => toldKey({ type: 'PaymentReturnAdvised', data }) === key);
  return alike[(command.occurrence ?? 1) - 1] ?? alike.at(-1);
}

/** Of what a command tells. */
function keyOf({ type, data }: PaymentCommand): string {
  return toldKey({ type: TOLD_BY[type], data } as PaymentEvent);
}
