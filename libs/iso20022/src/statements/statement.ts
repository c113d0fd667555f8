import { toMoney, toMoneyJson } from '@corridor/kernel';
import { type Fields, type ItemContext, type ScopeRule, scopeRule } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
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
import { AMOUNT, CODE, DATE, dateChoice, NUMBER, REFERENCE } from '../fields/lengths.js';
import { money } from '../fields/money-values.js';
import { accountReading, agentReading, type BicName } from '../fields/parties.js';
import { SIGNS } from '../fields/payment-values.js';
import type { MessageBegin } from '../parts/message.js';
import type { StatementBalance, StatementBegin, StatementEnd } from '../parts/statement.js';

export const COPIES = ['CODU', 'COPY', 'DUPL'] as const;

const account = accountReading('Acct');
const TOTALS = ['TtlNtries', 'TtlCdtNtries', 'TtlDbtNtries'] as const;

/** How versions differ in what is read of a statement or a notification. */
export interface StatementForm {
  readonly bicName: BicName;
  /** What its number of a page stands in, where it has one. */
  readonly page: 'StmtPgntn' | 'NtfctnPgntn' | undefined;
}

const NET = 'TxsSummry/TtlNtries';

/** Where the sum of all entries and its sign stand. */
const netPaths = ({ bicName }: StatementForm): readonly [amount: string, sign: string] =>
  bicName === 'BIC'
    ? [`${NET}/TtlNetNtryAmt`, `${NET}/CdtDbtInd`]
    : [`${NET}/TtlNetNtry/Amt`, `${NET}/TtlNetNtry/CdtDbtInd`];

const servicerReading = ({ bicName }: StatementForm) => agentReading('Acct/Svcr', bicName);

export function statementFields(form: StatementForm): Fields {
  const [net, sign] = netPaths(form);
  return {
    Id: REFERENCE,
    ...(form.page && { [`${form.page}/PgNb`]: CODE, [`${form.page}/LastPgInd`]: CODE }),
    ElctrncSeqNb: NUMBER,
    LglSeqNb: NUMBER,
    CreDtTm: DATE,
    'FrToDt/FrDtTm': DATE,
    'FrToDt/ToDtTm': DATE,
    CpyDplctInd: CODE,
    ...account.fields,
    'Acct/Ccy': CODE,
    ...servicerReading(form).fields,
    ...Object.fromEntries(
      TOTALS.flatMap((name) => [
        [`TxsSummry/${name}/NbOfNtries`, NUMBER],
        [`TxsSummry/${name}/Sum`, AMOUNT],
      ]),
    ),
    [net]: AMOUNT,
    [sign]: CODE,
  };
}

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
  form: StatementForm,
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
    ...optional('page', form.page && pageOf(fields, form.page)),
    ...optional('createdAt', maybe(fields.first('CreDtTm'), dateTime)),
    account: accountOf(fields),
    ...optional(
      'copyDuplicate',
      maybe(fields.first('CpyDplctInd'), (value) => code(value, COPIES)),
    ),
    ...optional('accountCurrency', maybe(fields.first('Acct/Ccy'), currencyCode)),
    ...optional('accountServicer', servicerReading(form).read(fields)),
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
  form: StatementForm,
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
    ...optional('summary', summaryOf(form, fields)),
    ...optional('counted', tally.counted),
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

function summaryOf(form: StatementForm, fields: FieldCapture): StatementEnd['summary'] {
  const [total, credits, debits] = TOTALS.map((name) => {
    const count = maybe(fields.first(`TxsSummry/${name}/NbOfNtries`), wholeNumber);
    const sum = maybe(fields.first(`TxsSummry/${name}/Sum`), decimal);
    if (count === undefined && sum === undefined) return undefined;
    return { ...optional('entries', count), ...optional('sum', sum) };
  });
  const net = netOf(form, fields);
  const told = total ?? (net === undefined ? undefined : {});
  if (!told && !credits && !debits) return undefined;
  return {
    ...optional('total', told && { ...told, ...optional('net', net) }),
    ...optional('credits', credits),
    ...optional('debits', debits),
  };
}

/** The sum of all entries with its sign. */
function netOf(form: StatementForm, fields: FieldCapture): string | undefined {
  const [amount, sign] = netPaths(form);
  const text = maybe(fields.first(amount), decimal);
  const debit = maybe(fields.first(sign), (value) => code(value, SIGNS)) === 'DBIT';
  return debit && text !== undefined && text !== '0' ? `-${text}` : text;
}
