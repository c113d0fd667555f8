import { type MoneyJson, toMoney, toMoneyJson } from '@corridor/kernel';
import { REPEATED_TEXTS_MAX } from '../limits.js';
import type { RemittedAdjustment, RemittedDocument } from '../parts/payment.js';
import { attempt } from './attempt.js';
import { type ScopeRule, scopeRule } from './element-rules.js';
import type { FieldCapture, FieldValue } from './field-capture.js';
import { FieldFault } from './field-fault.js';
import { optional, plainDate } from './field-values.js';
import { AMOUNT, CODE, DATE, NAME, REFERENCE } from './lengths.js';
import { money } from './money-values.js';

const [UNSTRUCTURED, STRUCTURED] = ['RmtInf/Ustrd', 'RmtInf/Strd'];
const [NUMBER, CREDITOR_REFERENCE] = ['Nb', 'CdtrRefInf/Ref'];
const [DISCOUNT, TAX, ADJUSTMENT] = ['DscntApldAmt', 'TaxAmt', 'AdjstmntAmtAndRsn'].map(
  (name) => `RfrdDocAmt/${name}`,
) as [string, string, string];

/**
 * Remittance information with what documents it names and how much of the payment is for each. What it says of amounts and days informs: where
 * that is none, it is left out, and the payment stands.
 * @param each whether there may be several discounts and taxes, each with its kind; of older versions there is one.
 */
export function documentsReading(each: 'one' | 'several') {
  const ofKind = scopeRule({ role: 'record' }, { fields: { Amt: AMOUNT } });
  const adjustment = scopeRule(
    { role: 'record' },
    { fields: { Amt: AMOUNT, CdtDbtInd: CODE, Rsn: CODE, AddtlInf: NAME } },
  );
  const document = scopeRule(
    { role: 'record' },
    {
      fields: {
        'Tp/CdOrPrtry/Cd': CODE,
        'Tp/CdOrPrtry/Prtry': REFERENCE,
        [NUMBER]: REFERENCE,
        RltdDt: DATE,
      },
    },
  );
  const structured = scopeRule(
    { role: 'record' },
    {
      fields: {
        [CREDITOR_REFERENCE]: REFERENCE,
        'RfrdDocAmt/DuePyblAmt': AMOUNT,
        'RfrdDocAmt/CdtNoteAmt': AMOUNT,
        'RfrdDocAmt/RmtdAmt': AMOUNT,
        ...(each === 'one' && { [DISCOUNT]: AMOUNT, [TAX]: AMOUNT }),
      },
      scopes: {
        RfrdDocInf: document,
        [ADJUSTMENT]: adjustment,
        ...(each === 'several' && { [DISCOUNT]: ofKind, [TAX]: ofKind }),
      },
    },
  );
  return {
    fields: { [UNSTRUCTURED]: NAME },
    repeatable: [UNSTRUCTURED],
    scopes: { [STRUCTURED]: structured } satisfies Record<string, ScopeRule>,
    /** Unstructured texts, numbers of referred documents and creditor references. @throws FieldFault for too many. */
    read: (capture: FieldCapture): readonly string[] => {
      const texts = [
        ...capture.textsOf([UNSTRUCTURED]),
        ...capture.records(STRUCTURED).flatMap((each) => {
          const numbers = each.records('RfrdDocInf').map((of) => of.first(NUMBER));
          return [...numbers, each.first(CREDITOR_REFERENCE)].flatMap((value) => value?.text ?? []);
        }),
      ];
      if (texts.length <= REPEATED_TEXTS_MAX) return texts;
      const message = `It has more than ${REPEATED_TEXTS_MAX} texts and references.`;
      throw new FieldFault('field-invalid', `${capture.xpath}/RmtInf`, message);
    },
    /** At most as many as texts. What is said of several documents together is told of none; amounts without a document are of the reference. */
    documents: (capture: FieldCapture): readonly RemittedDocument[] =>
      capture
        .records(STRUCTURED)
        .flatMap((each) => {
          const documents = each.records('RfrdDocInf');
          if (documents.length > 1) return documents.map(documentOf);
          const amounts = amountsOf(each);
          const reference = optional('creditorReference', each.first(CREDITOR_REFERENCE)?.text);
          const [only] = documents;
          if (only) return [{ ...documentOf(only), ...reference, ...amounts }];
          return Object.keys(amounts).length > 0 ? [{ ...reference, ...amounts }] : [];
        })
        .slice(0, REPEATED_TEXTS_MAX),
  };
}

function documentOf(of: FieldCapture): RemittedDocument {
  const [code, proprietary] = [of.first('Tp/CdOrPrtry/Cd')?.text, of.first('Tp/CdOrPrtry/Prtry')?.text];
  const type = code === undefined ? proprietary !== undefined && { proprietary } : { code };
  return {
    ...(type && { type }),
    ...optional('number', of.first(NUMBER)?.text),
    ...optional('relatedDate', valid(of.first('RltdDt'), plainDate)),
  };
}

function amountsOf(structured: FieldCapture): Partial<RemittedDocument> {
  const amount = (name: string) => valid(structured.first(`RfrdDocAmt/${name}`), money);
  const several = (path: string) =>
    sumOf(structured.records(path).flatMap((each) => valid(each.first('Amt'), money) ?? []));
  const adjustments = structured.records(ADJUSTMENT).slice(0, REPEATED_TEXTS_MAX).flatMap(adjustmentOf);
  return {
    ...optional('duePayable', amount('DuePyblAmt')),
    ...optional('discount', amount('DscntApldAmt') ?? several(DISCOUNT)),
    ...optional('creditNote', amount('CdtNoteAmt')),
    ...optional('tax', amount('TaxAmt') ?? several(TAX)),
    ...(adjustments.length > 0 && { adjustments }),
    ...optional('remitted', amount('RmtdAmt')),
  };
}

function adjustmentOf(of: FieldCapture): readonly RemittedAdjustment[] {
  const amount = valid(of.first('Amt'), money);
  const sign = of.first('CdtDbtInd')?.text;
  if (!amount) return [];
  return [
    {
      amount,
      ...((sign === 'CRDT' || sign === 'DBIT') && { creditDebit: sign }),
      ...optional('reason', of.first('Rsn')?.text),
      ...optional('information', of.first('AddtlInf')?.text),
    },
  ];
}

function sumOf([first, ...others]: readonly MoneyJson[]): MoneyJson | undefined {
  if (!first || others.some(({ currency }) => currency !== first.currency)) return undefined;
  const minor = others.reduce((sum, each) => sum + toMoney(each).minor, toMoney(first).minor);
  return toMoneyJson({ minor, currency: first.currency });
}

function valid<Value>(value: FieldValue | undefined, read: (value: FieldValue) => Value): Value | undefined {
  const found = value && attempt(() => read(value));
  return found instanceof FieldFault ? undefined : found;
}
