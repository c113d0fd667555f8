import { type ItemContext, scopeRule } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { code, maybe, optional, plainDate, positiveDecimal, reference } from '../fields/field-values.js';
import { AMOUNT, CODE, DATE, REFERENCE } from '../fields/lengths.js';
import { money, positiveMoney } from '../fields/money-values.js';
import { handingReading } from '../fields/parties.js';
import { BEARERS, interbankCharges, reasonRecords } from '../fields/payment-values.js';
import { headerFields, type MessageKind, messageKind } from '../messages/message-kind.js';
import type { Iso20022Definition } from '../parts/definition.js';
import type { PaymentReturn } from '../parts/items.js';
import { ORIGINAL_NAMES, originalMessageReading, originalPaymentReading } from './original-payment.js';
import { originOf } from './payment-table.js';

const ofMessage = originalMessageReading('OrgnlGrpInf/');
const original = originalPaymentReading({
  uetrPath: 'OrgnlUETR',
  transactionId: true,
  clearingSystemReference: true,
  settled: true,
  repeated: true,
});
const handing = handingReading();
const charges = interbankCharges('ChrgsInf', 'Agt', 'BICFI');
const reasons = reasonRecords('RtrRsnInf');
const ofGroup = reasonRecords('OrgnlGrpInf/RtrRsnInf');

function items(fields: FieldCapture, context: ItemContext): readonly [PaymentReturn] {
  const { outer } = fields;
  fields.check();
  const own = reasons.read(fields);
  const date = fields.first('IntrBkSttlmDt') ?? outer?.first('GrpHdr/IntrBkSttlmDt');
  const rate = maybe(fields.first('XchgRate'), positiveDecimal);
  return [
    {
      kind: 'payment-return',
      ...originOf(fields, context),
      ...handing.read(fields),
      ...optional('returnId', reference(fields, 'RtrId')),
      original: { ...(outer && ofMessage.read(outer)), ...ofMessage.read(fields), ...original.read(fields) },
      returnedAmount: positiveMoney(fields.required('RtrdIntrBkSttlmAmt')),
      ...optional('returnedInstructedAmount', maybe(fields.first('RtrdInstdAmt'), money)),
      ...optional('settlementDate', maybe(date, plainDate)),
      ...(rate !== undefined && { exchangeRate: { rate } }),
      ...optional('compensation', maybe(fields.first('CompstnAmt'), money)),
      ...optional(
        'chargeBearer',
        maybe(fields.first('ChrgBr'), (value) => code(value, BEARERS)),
      ),
      charges: charges.read(fields),
      reasons: own.length === 0 && outer ? ofGroup.read(outer) : own,
      ...optional('clearingSystemReference', reference(fields, 'ClrSysRef')),
    },
  ];
}

const transaction = scopeRule(
  { role: 'item', items, names: [...ORIGINAL_NAMES, 'RtrId'] },
  {
    fields: {
      ...handing.fields,
      RtrId: REFERENCE,
      ...ofMessage.fields,
      ...original.fields,
      RtrdIntrBkSttlmAmt: AMOUNT,
      IntrBkSttlmDt: DATE,
      RtrdInstdAmt: AMOUNT,
      XchgRate: AMOUNT,
      CompstnAmt: AMOUNT,
      ChrgBr: CODE,
      ClrSysRef: REFERENCE,
    },
    scopes: { ...charges.scopes, ...reasons.scopes },
  },
);

/** A pacs.004. A group that is returned as a whole (`GrpRtr`) names its payments here, too: what comes back is told of each. */
const returnKind = (definition: Iso20022Definition): MessageKind =>
  messageKind(definition, 'PmtRtr', {
    fields: {
      ...headerFields('GrpHdr', { counts: true, agents: true }),
      'GrpHdr/IntrBkSttlmDt': DATE,
      ...ofMessage.fields,
    },
    scopes: { ...ofGroup.scopes, TxInf: transaction },
    required: 'TxInf',
  });

export const RETURN_KINDS: readonly MessageKind[] = [
  returnKind('pacs.004.001.09'),
  returnKind('pacs.004.001.10'),
  returnKind('pacs.004.001.11'),
];
