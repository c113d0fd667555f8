import type { MoneyJson } from '@corridor/kernel';
import { attempt } from '../fields/attempt.js';
import type { ItemContext } from '../fields/element-rules.js';
import type { FieldCapture } from '../fields/field-capture.js';
import { FieldFault } from '../fields/field-fault.js';
import {
  code,
  dateTime,
  externalCode,
  firstReference,
  indicator,
  localDate,
  maybe,
  optional,
  put,
  reference,
  shown,
  uetr,
} from '../fields/field-values.js';
import { money, positiveMoney } from '../fields/money-values.js';
import { SIGNS } from '../fields/payment-values.js';
import { namedReferences, rejectedItem } from '../messages/rejected-item.js';
import type { EntryReferences, RejectedItem } from '../parts/items.js';
import type { NotifiedEntry } from '../parts/notified-entry.js';
import type { Charge } from '../parts/payment.js';
import { checkBatchTotal } from './batch-total.js';
import { BATCH_COUNT, type EntryTable, INSTRUCTED_AMOUNT, TRANSACTIONS } from './entry-fields.js';

/** An entry whose end has come. */
interface CapturedEntry {
  readonly table: EntryTable;
  readonly fields: FieldCapture;
  readonly transactions: readonly FieldCapture[];
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };

interface EntryFacts {
  readonly told: Pick<
    NotifiedEntry,
    'entryReference' | 'reversal' | 'status' | 'bookedOn' | 'bookedAt' | 'valueDate' | 'entryTotal' | 'batch'
  >;
  readonly creditDebit: 'CRDT' | 'DBIT';
  readonly charges: readonly Charge[];
}

interface TransactionFacts {
  readonly told: Partial<NotifiedEntry> & Pick<NotifiedEntry, 'remittance'>;
  readonly creditDebit: 'CRDT' | 'DBIT';
  readonly amount: MoneyJson;
  /** Whether the amount is the transaction's own, not its entry's. */
  readonly stated: boolean;
  readonly charges: readonly Charge[];
}

/** One item for each transaction of the entry, or for the entry itself where it details none; `occurrence` is 1. */
export function entryItems(
  table: EntryTable,
  fields: FieldCapture,
  { message, group, tally }: ItemContext,
): readonly (NotifiedEntry | RejectedItem)[] {
  if (group?.kind !== 'statement') return [];
  const { account, copyDuplicate } = group;
  const entry = { table, fields, transactions: fields.records(TRANSACTIONS) };
  const parts = entry.transactions.length === 0 ? [undefined] : entry.transactions;
  const rejected = (fault: FieldFault, part: FieldCapture | undefined) => ({
    ...rejectedItem(fault, message, referenceOf(fields, part)),
    entry: namesOf(fields, part),
  });
  const facts = attempt(() => entryFacts(entry));
  const details =
    facts instanceof FieldFault
      ? []
      : parts.map((part) => attempt(() => transactionFacts(entry, facts, part)));
  const fault = facts instanceof FieldFault ? facts : attempt(() => checkTotal(entry, facts, details));
  // The fault of an entry is that of each of its transactions: none of them can be taken over.
  if (fault instanceof FieldFault || facts instanceof FieldFault) {
    tally.fault();
    return parts.map((part) => rejected(fault as FieldFault, part));
  }
  tally.add(facts.told.entryTotal, facts.creditDebit);
  if (facts.told.status === 'BOOK') tally.book(facts.told.entryTotal, facts.creditDebit);
  const references = servicerReferences(entry);
  return details.map((detail, index) => {
    const part = parts[index];
    if (detail instanceof FieldFault) return rejected(detail, part);
    const item: Writable<NotifiedEntry> = {
      kind: 'entry',
      xpath: (part ?? fields).xpath,
      messageId: message.messageId,
      messageFormat: message.definition,
      account,
      ...facts.told,
      ...detail.told,
      amount: detail.amount,
      creditDebit: detail.creditDebit,
      occurrence: 1,
    };
    put(item, 'copyDuplicate', copyDuplicate);
    put(item, 'accountServicerReference', references.own[index]);
    if (part && references.ofEntry !== references.own[index]) {
      put(item, 'entryServicerReference', references.ofEntry);
    }
    if (detail.charges.length > 0) item.charges = detail.charges;
    return item;
  });
}

interface ServicerReferences {
  readonly own: readonly (string | undefined)[];
  readonly ofEntry: string | undefined;
}

/** The references that name one transaction each: one that several share, or that of a whole batch, names none. */
function servicerReferences({ fields, transactions }: CapturedEntry): ServicerReferences {
  const ofEntry = reference(fields, 'AcctSvcrRef');
  const told = transactions.map((each) => reference(each, 'Refs/AcctSvcrRef'));
  const [first] = told;
  if (told.length <= 1) return { own: [first ?? ofEntry], ofEntry };
  const counts = new Map<string | undefined, number>();
  for (const each of told) counts.set(each, (counts.get(each) ?? 0) + 1);
  const own = told.map((each) => (each === ofEntry || (counts.get(each) ?? 0) > 1 ? undefined : each));
  // What all of them share is the entry's, also where only they say it.
  return { own, ofEntry: ofEntry ?? (counts.size === 1 ? first : undefined) };
}

/** @throws FieldFault */
function entryFacts({ table, fields, transactions }: CapturedEntry): EntryFacts {
  fields.check();
  const entryTotal = money(fields.required('Amt'));
  const creditDebit = code(fields.required('CdtDbtInd'), SIGNS);
  const stated = statedCount(fields);
  const told: Writable<EntryFacts['told']> = {
    reversal: maybe(fields.first('RvslInd'), indicator) ?? false,
    status: statusOf(table, fields),
    entryTotal,
  };
  put(told, 'entryReference', reference(fields, 'NtryRef'));
  put(told, 'bookedOn', localDate(fields, 'BookgDt'));
  put(told, 'bookedAt', maybe(fields.first('BookgDt/DtTm'), dateTime));
  put(told, 'valueDate', localDate(fields, 'ValDt'));
  if (transactions.length > 1 || stated !== undefined) {
    told.batch = { transactions: transactions.length, ...optional('stated', stated) };
  }
  return { told, creditDebit, charges: table.charges.read(fields) };
}

/** Payments that the bank says are in the entry: what its batches come to, where it numbers any. */
function statedCount(fields: FieldCapture): number | undefined {
  const counts = fields.textsOf([BATCH_COUNT]);
  if (counts.length === 0) return undefined;
  const wrong = counts.find((text) => !/^\d{1,15}$/.test(text));
  if (wrong === undefined) return counts.reduce((sum, text) => sum + Number(text), 0);
  const message = `"${shown(wrong)}" is no whole number of at most 15 digits.`;
  throw new FieldFault('field-invalid', `${fields.xpath}/${BATCH_COUNT}`, message);
}

function statusOf({ form: { statusPath } }: EntryTable, fields: FieldCapture): string {
  const status = fields.required(statusPath);
  if (statusPath === 'Sts') return code(status, ['BOOK', 'PDNG', 'INFO']);
  // ISO 20022 keeps this list outside the message, so that codes can be added.
  if (/^[A-Z0-9]{1,4}$/.test(status.text)) return status.text;
  const message = `"${status.text}" is no status code such as BOOK or PDNG.`;
  throw new FieldFault('field-invalid', status.xpath, message);
}

/** @param part nothing where the entry details no transactions. @throws FieldFault */
function transactionFacts(
  entry: CapturedEntry,
  facts: EntryFacts,
  part: FieldCapture | undefined,
): TransactionFacts {
  const { table, fields, transactions } = entry;
  // What the entry says of amounts is about its only transaction, and of several about none.
  const alone = transactions.length <= 1;
  const ofEntry = alone ? amountDetails(table, fields) : {};
  if (!part) {
    const amount = positiveMoney(fields.required('Amt'));
    const { creditDebit, charges } = facts;
    return { told: { ...ofEntry, remittance: [] }, creditDebit, amount, stated: false, charges };
  }
  part.check();
  const own = part.firstOf(table.amountPaths);
  const { parties } = table;
  const creditDebit = maybe(part.first('CdtDbtInd'), (value) => code(value, SIGNS)) ?? facts.creditDebit;
  const told: Writable<TransactionFacts['told']> = { ...ofEntry, remittance: [] };
  put(told, 'endToEndId', reference(part, 'Refs/EndToEndId'));
  put(told, 'uetr', maybe(part.first('Refs/UETR'), uetr));
  put(told, 'instructionId', reference(part, 'Refs/InstrId'));
  put(told, 'transactionId', reference(part, 'Refs/TxId'));
  put(told, 'clearingSystemReference', reference(part, 'Refs/ClrSysRef'));
  Object.assign(told, amountDetails(table, part));
  put(told, 'debtorName', parties.debtorName.read(part));
  put(told, 'creditorName', parties.creditorName.read(part));
  put(told, 'ultimateDebtorName', parties.ultimateDebtorName.read(part));
  put(told, 'ultimateCreditorName', parties.ultimateCreditorName.read(part));
  put(told, 'debtorAccount', parties.debtorAccount.read(part));
  put(told, 'creditorAccount', parties.creditorAccount.read(part));
  put(told, 'debtorAgent', parties.debtorAgent.read(part));
  put(told, 'creditorAgent', parties.creditorAgent.read(part));
  told.remittance = table.remittance.read(part);
  const documents = table.remittance.documents(part);
  if (documents.length > 0) told.documents = documents;
  Object.assign(told, returnTold(part, creditDebit, facts.told.reversal));
  const charges = table.charges.read(part);
  return {
    told,
    creditDebit,
    amount: own ? positiveMoney(own) : amountOfEntry(entry, part),
    stated: own !== undefined,
    charges: alone && charges.length === 0 ? facts.charges : charges,
  };
}

/** Only a debit gives a credit back; on others it says why something else came. What is no reversal may say it in any words. @throws FieldFault */
function returnTold(
  part: FieldCapture,
  creditDebit: string,
  reversal: boolean,
): Pick<NotifiedEntry, 'returnReason' | 'tellsReturn'> {
  const reason = part.first('RtrInf/Rsn/Cd');
  const told: Writable<Pick<NotifiedEntry, 'returnReason' | 'tellsReturn'>> = {};
  if (reversal) put(told, 'returnReason', maybe(reason, externalCode));
  if (creditDebit !== 'DBIT') return told;
  if (reason || part.first('RtrInf/Rsn/Prtry')) told.tellsReturn = true;
  if (!reversal && reason && /^[A-Z0-9]{4}$/.test(reason.text)) told.returnReason = reason.text;
  return told;
}

function amountDetails(table: EntryTable, fields: FieldCapture) {
  const details: Writable<Pick<NotifiedEntry, 'instructedAmount' | 'exchangeRate'>> = {};
  put(details, 'instructedAmount', maybe(fields.first(INSTRUCTED_AMOUNT), money));
  put(details, 'exchangeRate', table.exchange.read(fields));
  return details;
}

/** The entry's amount stands for a transaction's only where there is no other one in it. */
function amountOfEntry({ table, fields, transactions }: CapturedEntry, part: FieldCapture): MoneyJson {
  if (transactions.length === 1) return positiveMoney(fields.required('Amt'));
  const [path] = table.amountPaths;
  const message = `${path} is missing: the entry has several transactions, so each must state its amount.`;
  throw new FieldFault('field-missing', `${part.xpath}/${path}`, message);
}

/** @throws FieldFault `batch-total-differs`; nothing is held where a transaction states no amount, or has a fault. */
function checkTotal(
  { fields }: CapturedEntry,
  { told, creditDebit, charges }: EntryFacts,
  details: readonly (TransactionFacts | FieldFault)[],
): void {
  const stated = details.filter((each) => !(each instanceof FieldFault) && each.stated) as TransactionFacts[];
  if (stated.length < details.length) return;
  checkBatchTotal(fields.xpath, { amount: told.entryTotal, creditDebit, charges }, stated);
}

function referenceOf(fields: FieldCapture, part: FieldCapture | undefined): string | undefined {
  const own = part && firstReference(part, ['Refs/EndToEndId', 'Refs/AcctSvcrRef']);
  return own ?? firstReference(fields, ['AcctSvcrRef', 'NtryRef']);
}

/** Each by its name, though the entry or the transaction has a fault. */
function namesOf(fields: FieldCapture, part: FieldCapture | undefined): EntryReferences {
  const own = part && reference(part, 'Refs/AcctSvcrRef');
  return {
    ...(part && namedReferences(part, PART_NAMES)),
    ...optional('accountServicerReference', own ?? reference(fields, 'AcctSvcrRef')),
    ...optional('entryReference', reference(fields, 'NtryRef')),
  };
}

const PART_NAMES = ['Refs/EndToEndId', 'Refs/UETR', 'Refs/InstrId', 'Refs/TxId'];
