import type { Fields } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { dateTime, maybe, optional, plainDate, reference, uetr } from '../fields/field-values.js';
import { AMOUNT, DATE, REFERENCE, UETR } from '../fields/lengths.js';
import { money } from '../fields/money-values.js';
import type { Reading } from '../fields/parties.js';
import type { OriginalPayment } from '../parts/payment.js';

type OriginalMessage = Pick<OriginalPayment, 'messageId' | 'messageName' | 'createdAt'>;

/** The message that held a payment, as a later message names it. @param prefix what that stands in, with its slash. */
export function originalMessageReading(prefix: string): Reading<OriginalMessage> {
  const [id, name, created] = [`${prefix}OrgnlMsgId`, `${prefix}OrgnlMsgNmId`, `${prefix}OrgnlCreDtTm`];
  return {
    fields: { [id]: REFERENCE, [name]: REFERENCE, [created]: DATE },
    read: (capture) => ({
      ...optional('messageId', reference(capture, id)),
      ...optional('messageName', reference(capture, name)),
      ...optional('createdAt', maybe(capture.first(created), dateTime)),
    }),
  };
}

/** What names a payment that a message speaks of, where its item is rejected. */
export const ORIGINAL_NAMES = ['OrgnlEndToEndId', 'OrgnlUETR', 'OrgnlTxId', 'OrgnlInstrId'];

export interface OriginalForm {
  /** What the original's UETR stands in, where the version has one. */
  readonly uetrPath?: 'OrgnlUETR' | 'UETR';
  readonly transactionId: boolean;
  readonly clearingSystemReference: boolean;
  /** Whether the payment's amount and date stand beside its references, not only in what is repeated of it. */
  readonly settled: boolean;
  /** Whether what is repeated of it (`OrgnlTxRef`) has what banks settled. */
  readonly repeated: boolean;
}

const REPEATED_AMOUNTS = ['OrgnlTxRef/IntrBkSttlmAmt', 'OrgnlTxRef/Amt/InstdAmt'];

/** The payment that an item of a later message speaks of, but for the message that held it. */
export function originalPaymentReading(form: OriginalForm): Reading<OriginalPayment> {
  const { uetrPath, settled } = form;
  const fields: Fields = {
    OrgnlInstrId: REFERENCE,
    OrgnlEndToEndId: REFERENCE,
    ...(form.transactionId && { OrgnlTxId: REFERENCE }),
    ...(uetrPath && { [uetrPath]: UETR }),
    ...(form.clearingSystemReference && { OrgnlClrSysRef: REFERENCE }),
    ...(settled && { OrgnlIntrBkSttlmAmt: AMOUNT, OrgnlIntrBkSttlmDt: DATE }),
    ...(form.repeated && {
      'OrgnlTxRef/IntrBkSttlmAmt': AMOUNT,
      'OrgnlTxRef/Amt/InstdAmt': AMOUNT,
      'OrgnlTxRef/IntrBkSttlmDt': DATE,
    }),
  };
  const amounts = [...(settled ? ['OrgnlIntrBkSttlmAmt'] : []), ...REPEATED_AMOUNTS];
  const dates = [...(settled ? ['OrgnlIntrBkSttlmDt'] : []), 'OrgnlTxRef/IntrBkSttlmDt'];
  return {
    fields,
    read: (capture: FieldCapture) => ({
      ...optional('instructionId', reference(capture, 'OrgnlInstrId')),
      ...optional('endToEndId', reference(capture, 'OrgnlEndToEndId')),
      ...optional('transactionId', reference(capture, 'OrgnlTxId')),
      ...optional('uetr', maybe(uetrPath && capture.first(uetrPath), uetr)),
      ...optional('clearingSystemReference', reference(capture, 'OrgnlClrSysRef')),
      ...optional('amount', maybe(capture.firstOf(amounts), money)),
      ...optional('settlementDate', maybe(capture.firstOf(dates), plainDate)),
    }),
  };
}
