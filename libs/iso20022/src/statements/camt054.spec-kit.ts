export type Version = '02' | '04' | '08';
export const VERSIONS: readonly Version[] = ['02', '04', '08'];
export const namespaceOf = (version: Version): string =>
  `urn:iso:std:iso:20022:tech:xsd:camt.054.001.${version}`;

/** Left out where it is `null`, or where it is not given and has no value of its own. */
type Text = string | null;

/** Amounts are written as `1500.00 USD`; without the currency there is no attribute. */
export interface TransactionParts {
  readonly servicerReference?: Text;
  readonly instructionId?: Text;
  readonly endToEndId?: Text;
  /** From 001.08 on. */
  readonly uetr?: Text;
  /** From 001.04 on, where it has to stand with a sign. */
  readonly amount?: Text;
  readonly sign?: Text;
  /** `AmtDtls/TxAmt/Amt`. */
  readonly underlyingAmount?: Text;
  readonly debtor?: Text;
  readonly creditor?: Text;
  /** A text is `Ustrd`; else one `Strd`. */
  readonly remittance?: readonly (
    | string
    | { readonly documents?: readonly string[]; readonly creditorReference?: string }
  )[];
  /** `RtrInf/Rsn/Cd`. */
  readonly returnReason?: Text;
}

export interface EntryParts {
  readonly reference?: Text;
  readonly amount?: Text;
  readonly sign?: Text;
  readonly reversal?: Text;
  readonly status?: Text;
  /** A day, or an instant where it has a `T`. */
  readonly bookedOn?: Text;
  readonly valueDate?: Text;
  readonly servicerReference?: Text;
  /** In one `NtryDtls`. */
  readonly transactions?: readonly TransactionParts[];
  /** Several `NtryDtls`, each with its transactions. */
  readonly details?: readonly (readonly TransactionParts[])[];
}

export interface NotificationParts {
  readonly copy?: Text;
  readonly iban?: Text;
  /** `Acct/Id/Othr/Id`. */
  readonly account?: Text;
  readonly entries?: readonly EntryParts[];
}

export interface MessageParts {
  readonly version?: Version;
  readonly messageId?: Text;
  readonly notifications?: readonly NotificationParts[];
}

/** Nobody's account, with check digits that are right. */
export const IBAN = 'PK36SCBL0000001123456702';
const CREATED = '2026-03-02T08:00:00+05:00';

/** A whole message; where nothing else is given, one booked credit of 1500.00 USD without details. */
export function camt054(message: MessageParts = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${documentOf(message)}\n`;
}

/** A message with one notification and these entries. */
export const withEntries = (version: Version, ...entries: readonly EntryParts[]): string =>
  camt054({ version, notifications: [{ entries }] });

/** A message with one entry and these transactions. */
export const withTransactions = (version: Version, ...transactions: readonly TransactionParts[]): string =>
  withEntries(version, { transactions });

/** The message without the declaration of XML, as it stands in an envelope. */
export function documentOf({
  version = '08',
  messageId = 'MSG-1',
  notifications,
}: MessageParts = {}): string {
  const header = element('GrpHdr', leaf('MsgId', messageId), leaf('CreDtTm', CREATED));
  const body = (notifications ?? [{}]).map((each, index) => notification(version, each, index + 1));
  const message = element('BkToCstmrDbtCdtNtfctn', header, ...body);
  return `<Document xmlns="${namespaceOf(version)}">${message}</Document>`;
}

function notification(version: Version, parts: NotificationParts, number: number): string {
  const { copy, account, entries = [{}] } = parts;
  const { iban = account === undefined ? IBAN : null } = parts;
  return element(
    'Ntfctn',
    leaf('Id', `NTF-${number}`),
    leaf('CreDtTm', CREATED),
    leaf('CpyDplctInd', copy),
    element('Acct', element('Id', leaf('IBAN', iban), element('Othr', leaf('Id', account)))),
    ...entries.map((each) => entry(version, each)),
  );
}

function entry(version: Version, parts: EntryParts): string {
  const { sign = 'CRDT', status = 'BOOK', bookedOn = '2026-03-01' } = parts;
  const { valueDate = '2026-03-02', transactions } = parts;
  const { details = transactions ? [transactions] : [] } = parts;
  const { amount = sumOf(details.flat(), sign) ?? '1500.00 USD' } = parts;
  return element(
    'Ntry',
    leaf('NtryRef', parts.reference),
    money('Amt', amount),
    leaf('CdtDbtInd', sign),
    leaf('RvslInd', parts.reversal),
    version === '08' ? element('Sts', leaf('Cd', status)) : leaf('Sts', status),
    date('BookgDt', bookedOn),
    date('ValDt', valueDate),
    leaf('AcctSvcrRef', parts.servicerReference),
    '<BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd>',
    ...details.map((each) => element('NtryDtls', ...each.map((one) => transaction(version, one)))),
  );
}

/** What the transactions come to, where they state amounts in one currency that can be summed and come to something. */
function sumOf(transactions: readonly TransactionParts[], entrySign: Text): string | undefined {
  const amounts = transactions.map(({ amount, underlyingAmount }) =>
    (amount ?? underlyingAmount ?? '').split(' '),
  );
  const currency = amounts[0]?.[1];
  if (
    currency === undefined ||
    amounts.some(([text = '', each]) => each !== currency || !/^\d+(\.\d{1,2})?$/.test(text))
  ) {
    return undefined;
  }
  const hundredths = transactions.reduce((sum, { sign }, i) => {
    const [whole = '0', part = ''] = (amounts[i]?.[0] ?? '').split('.');
    const each = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
    return (sign ?? entrySign) === entrySign ? sum + each : sum - each;
  }, 0n);
  return hundredths > 0n
    ? `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')} ${currency}`
    : undefined;
}

function transaction(version: Version, parts: TransactionParts): string {
  const references = [
    leaf('AcctSvcrRef', parts.servicerReference),
    leaf('InstrId', parts.instructionId),
    leaf('EndToEndId', parts.endToEndId),
    leaf('UETR', parts.uetr),
  ];
  const party = (name: 'Dbtr' | 'Cdtr', text: Text | undefined) =>
    element(name, version === '08' ? element('Pty', leaf('Nm', text)) : leaf('Nm', text));
  const markup = [
    element('Refs', ...references),
    money('Amt', parts.amount),
    leaf('CdtDbtInd', parts.sign),
    element('AmtDtls', element('TxAmt', money('Amt', parts.underlyingAmount))),
    element('RltdPties', party('Dbtr', parts.debtor), party('Cdtr', parts.creditor)),
    element('RmtInf', ...(parts.remittance ?? []).map(remittance)),
    element('RtrInf', element('Rsn', leaf('Cd', parts.returnReason))),
  ];
  return element('TxDtls', ...markup) || '<TxDtls/>';
}

function remittance(parts: NonNullable<TransactionParts['remittance']>[number]): string {
  if (typeof parts === 'string') return leaf('Ustrd', parts);
  const documents = (parts.documents ?? []).map((number) => element('RfrdDocInf', leaf('Nb', number)));
  return element('Strd', ...documents, element('CdtrRefInf', leaf('Ref', parts.creditorReference)));
}

const date = (name: string, text: Text): string =>
  element(name, leaf(text?.includes('T') ? 'DtTm' : 'Dt', text));

function money(name: string, text: Text | undefined): string {
  if (text === null || text === undefined) return '';
  const [amount = '', currency] = text.split(' ');
  const attribute = currency === undefined ? '' : ` Ccy="${currency}"`;
  return `<${name}${attribute}>${escaped(amount)}</${name}>`;
}

function leaf(name: string, text: Text | undefined): string {
  return text === null || text === undefined ? '' : `<${name}>${escaped(text)}</${name}>`;
}

/** Nothing where there is nothing in it: the standard has no empty element. */
function element(name: string, ...markup: readonly string[]): string {
  const content = markup.join('');
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
