import { type ItemContext, scopeRule } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { code, maybe, optional, plainDate, positiveDecimal } from '../fields/field-values.js';
import { AMOUNT, CODE, DATE, REFERENCE } from '../fields/lengths.js';
import { positiveMoney } from '../fields/money-values.js';
import { handingReading, nameReading, type PartyForm } from '../fields/parties.js';
import { BEARERS, interbankCharges } from '../fields/payment-values.js';
import { headerFields, type MessageKind, messageKind } from '../messages/message-kind.js';
import type { Iso20022Definition } from '../parts/definition.js';
import type { CreditTransfer } from '../parts/items.js';
import type { ExchangeRate } from '../parts/payment.js';
import {
  originOf,
  PAYMENT_NAMES,
  partiesTable,
  paymentIds,
  purposeOf,
  referencesOf,
} from './payment-table.js';

const handing = handingReading();
const UNDERLYING = 'UndrlygCstmrCdtTrf';

/** A pacs.008, or a pacs.009 where its parties are institutions. */
function interbankKind(
  definition: Iso20022Definition,
  root: string,
  form: PartyForm,
  withUetr: boolean,
): MessageKind {
  const customers = form === 'party';
  const parties = partiesTable(form);
  const underlying = partiesTable('party');
  const ultimateDebtor = nameReading('UltmtDbtr', form);
  const ultimateCreditor = nameReading('UltmtCdtr', form);
  const charges = interbankCharges('ChrgsInf', 'Agt', 'BICFI');

  const items = (fields: FieldCapture, context: ItemContext): readonly [CreditTransfer] => {
    fields.check();
    const references = referencesOf(fields);
    const amount = positiveMoney(fields.required('IntrBkSttlmAmt'));
    const date = fields.first('IntrBkSttlmDt') ?? fields.outer?.first('GrpHdr/IntrBkSttlmDt');
    const instructed = maybe(fields.first('InstdAmt'), positiveMoney);
    const rate = maybe(fields.first('XchgRate'), positiveDecimal);
    const bearer = customers ? fields.required('ChrgBr') : undefined;
    const [customer] = fields.records(UNDERLYING);
    return [
      {
        kind: 'credit-transfer',
        ...originOf(fields, context),
        ...handing.read(fields),
        references,
        amount,
        ...optional('settlementDate', maybe(date, plainDate)),
        ...optional('instructedAmount', instructed),
        ...(rate !== undefined && { exchangeRate: rateOf(rate, instructed?.currency, amount.currency) }),
        ...optional(
          'chargeBearer',
          maybe(bearer, (value) => code(value, BEARERS)),
        ),
        charges: charges.read(fields),
        ...parties.read(fields),
        ...optional('ultimateDebtorName', ultimateDebtor.read(fields)),
        ...optional('ultimateCreditorName', ultimateCreditor.read(fields)),
        ...optional('purpose', purposeOf(fields)),
        ...(customer && {
          cover: true,
          underlying: {
            ...optional('endToEndId', references.endToEndId),
            ...underlying.read(customer),
            ...optional('instructedAmount', maybe(customer.first('InstdAmt'), positiveMoney)),
          },
        }),
      },
    ];
  };

  const cover = scopeRule(
    { role: 'record', single: true },
    { fields: { ...underlying.fields, InstdAmt: AMOUNT }, repeatable: underlying.repeatable },
  );
  const transfer = scopeRule(
    { role: 'item', items, names: PAYMENT_NAMES },
    {
      fields: {
        ...handing.fields,
        ...paymentIds(withUetr),
        IntrBkSttlmAmt: AMOUNT,
        IntrBkSttlmDt: DATE,
        ...(customers && { InstdAmt: AMOUNT, XchgRate: AMOUNT, ChrgBr: CODE }),
        ...parties.fields,
        ...ultimateDebtor.fields,
        ...ultimateCreditor.fields,
        ...((customers || withUetr) && { 'Purp/Cd': CODE, 'Purp/Prtry': REFERENCE }),
      },
      repeatable: parties.repeatable,
      scopes: customers ? charges.scopes : { [UNDERLYING]: cover },
    },
  );
  return messageKind(definition, root, {
    fields: { ...headerFields('GrpHdr', { counts: true, agents: true }), 'GrpHdr/IntrBkSttlmDt': DATE },
    scopes: { CdtTrfTxInf: transfer },
    required: 'CdtTrfTxInf',
  });
}

/** A rate without its currencies is one from what was ordered to what is settled. */
const rateOf = (rate: string, source: string | undefined, target: string): ExchangeRate => ({
  ...(source !== undefined && { source, target }),
  rate,
});

const CUSTOMERS = ['001.07', '001.08', '001.09', '001.10', '001.12'] as const;
const INSTITUTIONS = ['001.07', '001.08', '001.09', '001.10'] as const;

/** Payments between banks: of customers (pacs.008), and of the banks' own, which a cover is (pacs.009). */
export const INTERBANK_KINDS: readonly MessageKind[] = [
  ...CUSTOMERS.map((version) =>
    interbankKind(`pacs.008.${version}`, 'FIToFICstmrCdtTrf', 'party', version !== '001.07'),
  ),
  ...INSTITUTIONS.map((version) =>
    interbankKind(`pacs.009.${version}`, 'FICdtTrf', 'institution', version !== '001.07'),
  ),
];
