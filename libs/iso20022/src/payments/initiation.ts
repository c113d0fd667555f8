import { type ItemContext, scopeRule } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import {
  code,
  currencyCode,
  localDate,
  maybe,
  optional,
  plainDate,
  positiveDecimal,
  reference,
} from '../fields/field-values.js';
import { AMOUNT, CODE, DATE, dateChoice, REFERENCE, UETR } from '../fields/lengths.js';
import { positiveMoney } from '../fields/money-values.js';
import { type BicName, nameReading, partyReading } from '../fields/parties.js';
import { BEARERS, remittanceReading } from '../fields/payment-values.js';
import { headerFields, type MessageKind, messageKind } from '../messages/message-kind.js';
import type { Iso20022Definition } from '../parts/definition.js';
import type { CreditTransfer } from '../parts/items.js';
import type { ExchangeRate } from '../parts/payment.js';
import { originOf, PAYMENT_NAMES, purposeOf, referencesOf } from './payment-table.js';

/** How the versions differ in what is read of them. */
interface InitiationForm {
  readonly bicName: BicName;
  /** Whether the day of execution is a choice of a day and an instant. */
  readonly dated: boolean;
  readonly withUetr: boolean;
}

function initiationKind(
  definition: Iso20022Definition,
  { bicName, dated, withUetr }: InitiationForm,
): MessageKind {
  const debtor = partyReading('Dbtr', 'party', bicName);
  const creditor = partyReading('Cdtr', 'party', bicName);
  const remittance = remittanceReading();
  const ultimateDebtor = nameReading('UltmtDbtr', 'party');
  const ultimateCreditor = nameReading('UltmtCdtr', 'party');

  const items = (fields: FieldCapture, context: ItemContext): readonly [CreditTransfer] => {
    const group = fields.outer;
    // What is wrong with a group is so with each of its payments: none of them can be carried out.
    group?.check();
    fields.check();
    const instructed = fields.first('Amt/InstdAmt');
    const amount = positiveMoney(
      instructed ?? fields.first('Amt/EqvtAmt/Amt') ?? fields.required('Amt/InstdAmt'),
    );
    const bearer = fields.first('ChrgBr') ?? group?.first('ChrgBr');
    const day =
      group && (dated ? localDate(group, 'ReqdExctnDt') : maybe(group.first('ReqdExctnDt'), plainDate));
    return [
      {
        kind: 'credit-transfer',
        ...originOf(fields, context),
        references: referencesOf(fields),
        ...optional('paymentInformationId', group && reference(group, 'PmtInfId')),
        amount,
        ...optional(
          'currencyOfTransfer',
          instructed ? undefined : maybe(fields.required('Amt/EqvtAmt/CcyOfTrf'), currencyCode),
        ),
        ...optional('settlementDate', day),
        ...optional('instructedAmount', instructed ? amount : undefined),
        ...optional('exchangeRate', initiationRate(fields)),
        ...optional(
          'chargeBearer',
          maybe(bearer, (value) => code(value, BEARERS)),
        ),
        charges: [],
        debtor: group ? debtor.read(group) : {},
        creditor: creditor.read(fields),
        ...optional(
          'ultimateDebtorName',
          ultimateDebtor.read(fields) ?? (group && ultimateDebtor.read(group)),
        ),
        ...optional('ultimateCreditorName', ultimateCreditor.read(fields)),
        remittance: remittance.read(fields),
        ...optional('purpose', purposeOf(fields)),
      },
    ];
  };

  const transfer = scopeRule(
    { role: 'item', items, names: PAYMENT_NAMES },
    {
      fields: {
        'PmtId/InstrId': REFERENCE,
        'PmtId/EndToEndId': REFERENCE,
        ...(withUetr && { 'PmtId/UETR': UETR }),
        'Amt/InstdAmt': AMOUNT,
        'Amt/EqvtAmt/Amt': AMOUNT,
        'Amt/EqvtAmt/CcyOfTrf': CODE,
        ...(dated && { 'XchgRateInf/UnitCcy': CODE }),
        'XchgRateInf/XchgRate': AMOUNT,
        ChrgBr: CODE,
        ...creditor.fields,
        ...ultimateDebtor.fields,
        ...ultimateCreditor.fields,
        'Purp/Cd': CODE,
        'Purp/Prtry': REFERENCE,
        ...remittance.fields,
      },
      repeatable: remittance.repeatable,
    },
  );
  const group = scopeRule(
    { role: 'group' },
    {
      fields: {
        PmtInfId: REFERENCE,
        ...(dated ? dateChoice('ReqdExctnDt') : { ReqdExctnDt: DATE }),
        ...debtor.fields,
        ...ultimateDebtor.fields,
        ChrgBr: CODE,
      },
      scopes: { CdtTrfTxInf: transfer },
    },
  );
  return messageKind(definition, 'CstmrCdtTrfInitn', {
    fields: headerFields('GrpHdr', { counts: true }),
    scopes: { PmtInf: group },
    required: 'PmtInf',
  });
}

function initiationRate(fields: FieldCapture): ExchangeRate | undefined {
  const rate = maybe(fields.first('XchgRateInf/XchgRate'), positiveDecimal);
  if (rate === undefined) return undefined;
  return { ...optional('unit', maybe(fields.first('XchgRateInf/UnitCcy'), currencyCode)), rate };
}

const OF_2019: InitiationForm = { bicName: 'BICFI', dated: true, withUetr: true };

/** Payments that customers order (pain.001). */
export const INITIATION_KINDS: readonly MessageKind[] = [
  initiationKind('pain.001.001.03', { bicName: 'BIC', dated: false, withUetr: false }),
  initiationKind('pain.001.001.08', { ...OF_2019, withUetr: false }),
  initiationKind('pain.001.001.09', OF_2019),
  initiationKind('pain.001.001.10', OF_2019),
];
