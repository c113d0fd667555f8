import type { MoneyJson } from '@corridor/kernel';
import { type Camt054Version, NAME_PATHS, REMITTANCE_PATHS } from './camt054-fields.js';
import type { NotificationFacts } from './camt054-notification.js';
import { type FieldCapture, FieldFault } from './field-capture.js';
import {
  code,
  externalCode,
  indicator,
  localDate,
  money,
  positiveMoney,
  reference,
  uetr,
} from './field-values.js';
import type { NotifiedEntry, NotifiedItem, RejectedEntry } from './notified-item.js';

const SIGNS = ['CRDT', 'DBIT'] as const;

/** An entry whose end has come. */
export interface CapturedEntry {
  readonly fields: FieldCapture;
  readonly transactions: readonly FieldCapture[];
}

type EntryFacts = Pick<
  NotifiedEntry,
  'entryReference' | 'creditDebit' | 'reversal' | 'status' | 'bookedOn' | 'valueDate'
>;

/** One item for each transaction of the entry, or for the entry itself where it details none; `occurrence` is 1. */
export function entryItems(
  version: Camt054Version,
  notification: NotificationFacts,
  entry: CapturedEntry,
): readonly NotifiedItem[] {
  const references = servicerReferences(entry);
  const parts = entry.transactions.length === 0 ? [undefined] : entry.transactions;
  return parts.map((transaction, index) => {
    try {
      // The fault of an entry is that of each of its transactions: none of them can be taken over.
      const facts = entryFacts(version, entry.fields);
      transaction?.check();
      return {
        kind: 'entry',
        xpath: (transaction ?? entry.fields).xpath,
        ...notification,
        messageFormat: version.format,
        ...facts,
        ...(transaction ? transactionFacts(transaction, facts) : {}),
        ...optional('accountServicerReference', references[index]),
        amount: amountOf(version, entry, transaction),
        remittance: transaction?.textsOf(REMITTANCE_PATHS) ?? [],
        occurrence: 1,
      } satisfies NotifiedEntry;
    } catch (error) {
      if (error instanceof FieldFault) return rejected(error, entry.fields, transaction);
      throw error;
    }
  });
}

/** The references that name one transaction each: one that several share, or that of a whole batch, names none. */
function servicerReferences({ fields, transactions }: CapturedEntry): readonly (string | undefined)[] {
  const ofEntry = reference(fields, 'AcctSvcrRef');
  const own = transactions.map((each) => reference(each, 'Refs/AcctSvcrRef'));
  if (own.length <= 1) return [own[0] ?? ofEntry];
  const counts = new Map<string | undefined, number>();
  for (const each of own) counts.set(each, (counts.get(each) ?? 0) + 1);
  return own.map((each) => (each === ofEntry || (counts.get(each) ?? 0) > 1 ? undefined : each));
}

function entryFacts(version: Camt054Version, fields: FieldCapture): EntryFacts {
  fields.check();
  money(fields.required('Amt'));
  const reversal = fields.first('RvslInd');
  return {
    ...optional('entryReference', reference(fields, 'NtryRef')),
    creditDebit: code(fields.required('CdtDbtInd'), SIGNS),
    reversal: reversal !== undefined && indicator(reversal),
    status: statusOf(version, fields),
    ...optional('bookedOn', localDate(fields, 'BookgDt')),
    ...optional('valueDate', localDate(fields, 'ValDt')),
  };
}

function statusOf(version: Camt054Version, fields: FieldCapture): string {
  const status = fields.required(version.statusPath);
  if (version.statusPath === 'Sts') return code(status, ['BOOK', 'PDNG', 'INFO']);
  // ISO 20022 keeps this list outside the message, so that codes can be added.
  if (/^[A-Z0-9]{1,4}$/.test(status.text)) return status.text;
  throw new FieldFault(
    'field-invalid',
    status.xpath,
    `"${status.text}" is no status code such as BOOK or PDNG.`,
  );
}

function transactionFacts(fields: FieldCapture, entry: EntryFacts) {
  const sign = fields.first('CdtDbtInd');
  const id = fields.first('Refs/UETR');
  // Only a reversal is booked as a return; on others it says why something else came back, and is nobody's fault.
  const reason = entry.reversal ? fields.first('RtrInf/Rsn/Cd') : undefined;
  return {
    creditDebit: sign ? code(sign, SIGNS) : entry.creditDebit,
    ...optional('endToEndId', reference(fields, 'Refs/EndToEndId')),
    ...optional('uetr', id && uetr(id)),
    ...optional('instructionId', reference(fields, 'Refs/InstrId')),
    ...optional('debtorName', nameOf(fields, 'Dbtr')),
    ...optional('creditorName', nameOf(fields, 'Cdtr')),
    ...optional('returnReason', reason && externalCode(reason)),
  };
}

/** The transaction's own amount; the entry's stands for it only where there is no other transaction in the entry. */
function amountOf(
  { amountPaths }: Camt054Version,
  entry: CapturedEntry,
  transaction: FieldCapture | undefined,
): MoneyJson {
  for (const path of amountPaths) {
    const own = transaction?.first(path);
    if (own) return positiveMoney(own);
  }
  if (!transaction || entry.transactions.length === 1) return positiveMoney(entry.fields.required('Amt'));
  const [path] = amountPaths;
  const message = `${path} is missing: the entry has several transactions, so each must state its amount.`;
  throw new FieldFault('field-missing', `${transaction.xpath}/${path}`, message);
}

function nameOf(fields: FieldCapture, party: 'Dbtr' | 'Cdtr'): string | undefined {
  for (const path of NAME_PATHS) {
    const name = fields.first(`RltdPties/${party}/${path}`);
    if (name) return name.text;
  }
  return undefined;
}

function rejected(
  fault: FieldFault,
  entry: FieldCapture,
  transaction: FieldCapture | undefined,
): RejectedEntry {
  const found =
    (transaction &&
      (reference(transaction, 'Refs/EndToEndId') ?? reference(transaction, 'Refs/AcctSvcrRef'))) ??
    reference(entry, 'AcctSvcrRef') ??
    reference(entry, 'NtryRef');
  const { xpath, code, message } = fault;
  return { kind: 'rejected', xpath, code, message, ...optional('reference', found) };
}

/** The field, or none at all: an absent field is not there, rather than `undefined`. */
function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { readonly [name in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in Name]: Value });
}
