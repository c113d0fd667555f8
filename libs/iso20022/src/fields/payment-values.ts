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
} from './field-values.js';
import { AMOUNT, CODE, NAME, REASON_TEXT, REFERENCE } from './lengths.js';
import { money } from './money-values.js';
import { agentReading, type BicName, type Reading, whoReading } from './parties.js';

export const SIGNS = ['CRDT', 'DBIT'] as const;
export const BEARERS = ['DEBT', 'SHAR', 'CRED', 'SLEV'] as const;

/** Records of one kind: their rule, and what reads those of a scope. */
export interface Records<T> {
  readonly scopes: Readonly<Record<string, ScopeRule>>;
  /** @throws FieldFault for a field that is wrong. */
  read(capture: FieldCapture): readonly T[];
}

/** Charges at `path`. @param agent what the element with who took one is called. */
export function chargeRecords(path: string, agent: 'Agt' | 'Pty', bicName: BicName): Records<Charge> {
  const taker = agentReading(agent, bicName);
  const fields = { Amt: AMOUNT, CdtDbtInd: CODE, ChrgInclInd: CODE, Br: CODE, ...taker.fields };
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

const originator = whoReading('Orgtr', 'party');

/** Reasons at `path`. */
export function reasonRecords(path: string): Records<Reason> {
  const fields = { ...originator.fields, 'Rsn/Cd': CODE, 'Rsn/Prtry': REFERENCE, AddtlInf: REASON_TEXT };
  return {
    scopes: { [path]: scopeRule({ role: 'record' }, { fields, repeatable: ['AddtlInf'] }) },
    read: (capture) =>
      capture.records(path).map((each) => ({
        ...optional('code', maybe(each.first('Rsn/Cd'), externalCode)),
        ...optional('proprietary', each.first('Rsn/Prtry')?.text),
        additional: each.textsOf(['AddtlInf']),
        ...optional('originator', originator.read(each)),
      })),
  };
}

/** Unstructured texts, numbers of referred documents and creditor references below `prefix`. */
export function remittanceReading(
  prefix = '',
): Reading<readonly string[]> & { readonly repeatable: readonly string[] } {
  const [unstructured, structured] = [`${prefix}RmtInf/Ustrd`, `${prefix}RmtInf/Strd`];
  const [number, creditor] = [`${structured}/RfrdDocInf/Nb`, `${structured}/CdtrRefInf/Ref`];
  const paths = [unstructured, number, creditor];
  return {
    fields: { [unstructured]: NAME, [number]: REFERENCE, [creditor]: REFERENCE },
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
