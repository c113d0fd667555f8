import { toMoney, toMoneyJson } from '@corridor/kernel';
import { type ItemContext, type ScopeRule, scopeRule } from '../fields/element-rules.js';
import type { FieldCapture, FieldValue } from '../fields/field-capture.js';
import { FieldFault } from '../fields/field-fault.js';
import {
  code,
  currencyCode,
  dateTime,
  decimal,
  indicator,
  localDate,
  maybe,
  optional,
  reference,
  wholeNumber,
} from '../fields/field-values.js';
import { AMOUNT, CODE, DATE, dateChoice, REFERENCE } from '../fields/lengths.js';
import { money } from '../fields/money-values.js';
import { accountReading, agentReading, type BicName } from '../fields/parties.js';
import { SIGNS } from '../fields/payment-values.js';
import type { MessageBegin } from '../parts/message.js';
import type { StatementBalance, StatementBegin, StatementEnd } from '../parts/statement.js';

export const COPIES = ['CODU', 'COPY', 'DUPL'] as const;

/** Room for a sequence number of the standard, which has 18 digits, with zeros that say nothing. */
const NUMBER = 20;
const account = accountReading('Acct');
const TOTALS = ['TtlNtries', 'TtlCdtNtries', 'TtlDbtNtries'] as const;

/** Fields of a statement or a notification. @param page what its number of a page stands in. */
export const statementFields = (bicName: BicName, page: 'StmtPgntn' | 'NtfctnPgntn') => ({
  Id: REFERENCE,
  [`${page}/PgNb`]: CODE,
  [`${page}/LastPgInd`]: CODE,
  ElctrncSeqNb: NUMBER,
  LglSeqNb: NUMBER,
  CreDtTm: DATE,
  'FrToDt/FrDtTm': DATE,
  'FrToDt/ToDtTm': DATE,
  CpyDplctInd: CODE,
  ...account.fields,
  'Acct/Ccy': CODE,
  ...agentReading('Acct/Svcr', bicName).fields,
  ...Object.fromEntries(
    TOTALS.flatMap((name) => [
      [`TxsSummry/${name}/NbOfNtries`, NUMBER],
      [`TxsSummry/${name}/Sum`, AMOUNT],
    ]),
  ),
  'TxsSummry/TtlNtries/TtlNetNtry/Amt': AMOUNT,
  'TxsSummry/TtlNtries/TtlNetNtry/CdtDbtInd': CODE,
  'TxsSummry/TtlNtries/TtlNetNtryAmt': AMOUNT,
  'TxsSummry/TtlNtries/CdtDbtInd': CODE,
});

export const balanceScopes: Readonly<Record<string, ScopeRule>> = {
  Bal: scopeRule(
    { role: 'record' },
    {
      fields: {
        'Tp/CdOrPrtry/Cd': CODE,
        'Tp/CdOrPrtry/Prtry': REFERENCE,
        Amt: AMOUNT,
        CdtDbtInd: CODE,
        ...dateChoice('Dt'),
      },
    },
  ),
};

function accountOf(fields: FieldCapture): string {
  const found = account.read(fields);
  if (found !== undefined) return found;
  const at = `${fields.xpath}/Acct/Id`;
  const message = 'Acct/Id has neither IBAN nor Othr/Id; one is required, before the first Ntry.';
  throw new FieldFault('field-missing', at, message);
}

/** @throws FieldFault, which is one of the whole file: no entry of it has an account. */
export function statementBegin(
  bicName: BicName,
  page: 'StmtPgntn' | 'NtfctnPgntn',
  fields: FieldCapture,
  { messageId, definition }: MessageBegin,
): StatementBegin {
  fields.check();
  return {
    kind: 'statement',
    xpath: fields.xpath,
    messageId,
    messageFormat: definition,
    ...optional('statementId', reference(fields, 'Id')),
    ...optional('electronicSequenceNumber', maybe(fields.first('ElctrncSeqNb'), wholeNumber)),
    ...optional('legalSequenceNumber', maybe(fields.first('LglSeqNb'), wholeNumber)),
    ...optional('page', pageOf(fields, page)),
    ...optional('createdAt', maybe(fields.first('CreDtTm'), dateTime)),
    account: accountOf(fields),
    ...optional(
      'copyDuplicate',
      maybe(fields.first('CpyDplctInd'), (value) => code(value, COPIES)),
    ),
    ...optional('accountCurrency', maybe(fields.first('Acct/Ccy'), currencyCode)),
    ...optional('accountServicer', agentReading('Acct/Svcr', bicName).read(fields)),
    ...optional('from', maybe(fields.first('FrToDt/FrDtTm'), dateTime)),
    ...optional('to', maybe(fields.first('FrToDt/ToDtTm'), dateTime)),
  };
}

function pageOf(fields: FieldCapture, page: string): StatementBegin['page'] {
  const number = fields.first(`${page}/PgNb`);
  if (!number) return undefined;
  return { number: wholeNumber(number), last: indicator(fields.required(`${page}/LastPgInd`)) };
}

/** @throws FieldFault, which is one of the whole file: its entries cannot be held against the balances. */
export function statementEnd(
  fields: FieldCapture,
  { message: { messageId, definition }, tally }: ItemContext,
): StatementEnd {
  fields.check();
  return {
    kind: 'statement-end',
    xpath: fields.xpath,
    messageId,
    messageFormat: definition,
    account: accountOf(fields),
    balances: fields.records('Bal').map(balanceOf),
    entriesCount: tally.entries,
    ...optional('bookedNet', tally.bookedNet),
    ...optional('summary', summaryOf(fields)),
  };
}

function balanceOf(fields: FieldCapture): StatementBalance {
  const type = fields.first('Tp/CdOrPrtry/Cd') ?? fields.first('Tp/CdOrPrtry/Prtry');
  if (!type) throw fields.missing('Tp/CdOrPrtry/Cd');
  const amount = money(fields.required('Amt'));
  const sign = code(fields.required('CdtDbtInd'), SIGNS);
  const { minor, currency } = toMoney(amount);
  const date = localDate(fields, 'Dt');
  if (date === undefined) throw fields.missing('Dt/Dt');
  return {
    type: type.text,
    amount: sign === 'DBIT' ? toMoneyJson({ minor: -minor, currency }) : amount,
    date,
  };
}

function summaryOf(fields: FieldCapture): StatementEnd['summary'] {
  const [total, credits, debits] = TOTALS.map((name) => {
    const count = maybe(fields.first(`TxsSummry/${name}/NbOfNtries`), wholeNumber);
    const sum = maybe(fields.first(`TxsSummry/${name}/Sum`), decimal);
    if (count === undefined && sum === undefined) return undefined;
    return { ...optional('entries', count), ...optional('sum', sum) };
  });
  const net = netOf(fields);
  const told = total ?? (net === undefined ? undefined : {});
  if (!told && !credits && !debits) return undefined;
  return {
    ...optional('total', told && { ...told, ...optional('net', net) }),
    ...optional('credits', credits),
    ...optional('debits', debits),
  };
}

/** The sum of all entries with its sign; it stands elsewhere in 001.02. */
function netOf(fields: FieldCapture): string | undefined {
  const base = 'TxsSummry/TtlNtries';
  for (const [amount, sign] of [
    ['TtlNetNtry/Amt', 'TtlNetNtry/CdtDbtInd'],
    ['TtlNetNtryAmt', 'CdtDbtInd'],
  ]) {
    const found: FieldValue | undefined = fields.first(`${base}/${amount}`);
    if (!found) continue;
    const text = decimal(found);
    const debit = maybe(fields.first(`${base}/${sign}`), (value) => code(value, SIGNS)) === 'DBIT';
    return debit && text !== '0' ? `-${text}` : text;
  }
  return undefined;
}
