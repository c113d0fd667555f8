import type { Charge, ExchangeRate, Reason } from '../parts/payment.js';
import { type Fields, type ScopeRule, scopeRule } from './element-rules.js';
import type { FieldCapture } from './field-capture.js';
import {
  code,
  currencyCode,
  externalCode,
  indicator,
  maybe,
  optional,
  positiveDecimal,
  saysNoReference,
} from './field-values.js';
import { AMOUNT, CODE, NAME, REASON_TEXT, REFERENCE } from './lengths.js';
import { money } from './money-values.js';
import { agentReading, type BicName, fieldsOf, type Reading, whoReading } from './parties.js';

export const SIGNS = ['CRDT', 'DBIT'] as const;
export const BEARERS = ['DEBT', 'SHAR', 'CRED', 'SLEV'] as const;

/** Records of one kind: their rule, and what reads those of a scope. */
export interface Records<T> {
  readonly scopes: Readonly<Record<string, ScopeRule>>;
  /** @throws FieldFault for a field that is wrong. */
  read(capture: FieldCapture): readonly T[];
}

/** How a message writes charges. */
interface ChargeForm {
  readonly bicName: BicName;
  /** What the element with who took one is called. */
  readonly agent: 'Agt' | 'Pty';
  /** Fields that they have beside the amount. */
  readonly also: readonly ('CdtDbtInd' | 'ChrgInclInd' | 'Br')[];
}

/** Charges at `path`. */
export function chargeRecords(path: string, { agent, bicName, also }: ChargeForm): Records<Charge> {
  const taker = agentReading(agent, bicName);
  const fields = { Amt: AMOUNT, ...fieldsOf(also, CODE), ...taker.fields };
  return {
    scopes: { [path]: scopeRule({ role: 'record' }, { fields }) },
    read: (capture) =>
      capture.records(path).map((each) => ({
        amount: money(each.required('Amt')),
        ...optional(
          'bearer',
          maybe(each.first('Br'), (value) => code(value, BEARERS)),
        ),
        ...optional('agent', taker.read(each)),
        ...optional('included', maybe(each.first('ChrgInclInd'), indicator)),
        ...optional(
          'creditDebit',
          maybe(each.first('CdtDbtInd'), (value) => code(value, SIGNS)),
        ),
      })),
  };
}

/** Charges between banks say no more than what was taken by whom. */
export const interbankCharges = (path: string, agent: 'Agt' | 'Pty', bicName: BicName): Records<Charge> =>
  chargeRecords(path, { agent, bicName, also: [] });

/** Reasons at `path`. */
export function reasonRecords(path: string, bicName: BicName = 'BICFI'): Records<Reason> {
  const originator = whoReading('Orgtr', 'party', bicName);
  const fields = { ...originator.fields, 'Rsn/Cd': CODE, 'Rsn/Prtry': REFERENCE, AddtlInf: REASON_TEXT };
  return {
    scopes: { [path]: scopeRule({ role: 'record' }, { fields, repeatable: ['AddtlInf'] }) },
    read: (capture) =>
      capture.records(path).map((each) => ({
        ...optional('code', maybe(each.first('Rsn/Cd'), externalCode)),
        ...optional('proprietary', each.first('Rsn/Prtry')?.text),
        additional: each.textsOf(['AddtlInf']).filter((text) => !saysNoReference(text)),
        ...optional('originator', originator.read(each)),
      })),
  };
}

/** Unstructured texts, numbers of referred documents and creditor references. @param structures whether there are any but texts. */
export function remittanceReading(
  structures = true,
): Reading<readonly string[]> & { readonly repeatable: readonly string[] } {
  const [unstructured, structured] = ['RmtInf/Ustrd', 'RmtInf/Strd'];
  const [number, creditor] = [`${structured}/RfrdDocInf/Nb`, `${structured}/CdtrRefInf/Ref`];
  const paths = [unstructured, number, creditor];
  return {
    fields: { [unstructured]: NAME, ...(structures && { [number]: REFERENCE, [creditor]: REFERENCE }) },
    repeatable: [unstructured, structured],
    read: (capture) => capture.textsOf(paths),
  };
}

/** `CcyXchg`, the first there is at `paths`. */
export function exchangeReading(paths: readonly string[]): Reading<ExchangeRate | undefined> {
  const fields: Record<string, number> = {};
  for (const path of paths) {
    for (const name of ['SrcCcy', 'TrgtCcy', 'UnitCcy']) fields[`${path}/${name}`] = CODE;
    fields[`${path}/XchgRate`] = AMOUNT;
  }
  return {
    fields: fields satisfies Fields,
    read(capture) {
      const path = paths.find((each) => capture.first(`${each}/XchgRate`));
      if (path === undefined) return undefined;
      return {
        ...optional('source', maybe(capture.first(`${path}/SrcCcy`), currencyCode)),
        ...optional('target', maybe(capture.first(`${path}/TrgtCcy`), currencyCode)),
        ...optional('unit', maybe(capture.first(`${path}/UnitCcy`), currencyCode)),
        rate: positiveDecimal(capture.required(`${path}/XchgRate`)),
      };
    },
  };
}
