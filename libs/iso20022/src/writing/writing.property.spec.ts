import fc from 'fast-check';
import { writeInitiationStatusReport } from './initiation-status-report.js';
import { writePaymentStatusReport } from './payment-status-report.js';
import { writeReceiptAcknowledgement } from './receipt-acknowledgement.js';
import { writeResolutionOfInvestigation } from './resolution-of-investigation.js';
import { read, schemaFaults, textsOf, xsdThere } from './writing.spec-kit.js';

const SEED = 20_022;
const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, holds), { seed: SEED, numRuns: 400 });

/** Any text: of every plane, with halves of pairs, controls, markup, and longer than anything has room for. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '&',
      ']]>',
      '"',
      "'",
      '\r\n',
      '\t',
      '\u0000',
      '\ud800',
      '\udc00',
      '\uffff',
      '\u0085',
      ' ',
      'x',
      '😀',
    ),
    maxLength: 60,
  }),
  fc.lorem({ mode: 'sentences', maxCount: 20 }),
);
const maybe = fc.option(anyText, { nil: undefined });
const party = fc.record({ bic: maybe, name: maybe, id: fc.constant('ledger') });
const reasons = fc.array(
  fc.record({
    reason: fc.oneof(fc.record({ code: anyText }), fc.record({ proprietary: anyText })),
    additional: fc.array(anyText, { maxLength: 4 }),
  }),
  { maxLength: 3 },
);
const original = fc.record({ messageId: maybe, messageName: anyText, createdAt: maybe });
const references = {
  statusId: maybe,
  instructionId: maybe,
  endToEndId: maybe,
  transactionId: maybe,
  uetr: maybe,
  reasons,
  acceptedAt: maybe,
};
const status = fc.constantFrom('RCVD', 'ACTC', 'PDNG', 'RJCT');
const transactions = fc.array(fc.record({ status, ...references }), { maxLength: 4 });
const head = { messageId: fc.constant('R-1'), createdAt: fc.constant('2026-11-20T10:00:00Z') };
const envelope = fc.option(fc.record({ from: party, to: party }), { nil: undefined });

const sizeOf = (text: string): number => [...text].length;

/** fast-check's records hold `undefined` where a type has a field left out; to the writers both are the same. */
type Loose = never;

it('writes a pacs.002 that reads back and keeps to its schema, whatever texts it is given', () => {
  const report = fc.record({
    ...head,
    instructing: party,
    instructed: party,
    original,
    reasons,
    transactions,
  });
  check(fc.tuple(report, envelope), ([given, around]) => {
    const xml = writePaymentStatusReport(given as Loose, around as Loose);
    const written = read(xml);
    expect(textsOf(written, 'TxSts')).toEqual(given.transactions.map((each) => each.status));
    for (const id of textsOf(written, 'OrgnlEndToEndId')) expect(sizeOf(id)).toBeLessThanOrEqual(35);
    for (const line of textsOf(written, 'AddtlInf')) expect(sizeOf(line)).toBeLessThanOrEqual(105);
    if (xsdThere) {
      expect(schemaFaults('pacs.002.001.10', xml)).toEqual([]);
      if (around) expect(schemaFaults('head.001.001.02', xml)).toEqual([]);
    }
  });
});

it('writes a pain.002 that reads back and keeps to its schema, whatever texts it is given', () => {
  const payment = fc.record({ paymentInformationId: maybe, reasons, transactions });
  const report = fc.record({
    ...head,
    version: fc.constant('pain.002.001.11'),
    original,
    reasons,
    payments: fc.array(payment, { maxLength: 3 }),
  });
  check(report, (given) => {
    const xml = writeInitiationStatusReport(given as Loose);
    expect(textsOf(read(xml), 'OrgnlPmtInfId')).toHaveLength(given.payments.length);
    if (xsdThere) expect(schemaFaults('pain.002.001.11', xml)).toEqual([]);
  });
});

it('writes a camt.029 and an admi.007 that read back, whatever texts they are given', () => {
  const answer = fc.constantFrom('cancelled', 'pending', 'rejected');
  const resolution = fc.record({
    ...head,
    assigner: party,
    assignee: party,
    resolvedCase: fc.record({ id: anyText, creator: party }),
    transactions: fc.array(fc.record({ answer, original, ...references }), { minLength: 1, maxLength: 4 }),
  });
  const report = fc.record({ reference: maybe, messageName: maybe, at: maybe, description: maybe, status });
  const reports = fc.array(report, { minLength: 1, maxLength: 4 });
  check(fc.tuple(resolution, reports), ([given, told]) => {
    const written = read(writeResolutionOfInvestigation(given as Loose));
    expect(textsOf(written, 'TxCxlSts')).toHaveLength(given.transactions.length);
    const acknowledged = read(writeReceiptAcknowledgement({ ...HEAD, reports: told as Loose }));
    expect(textsOf(acknowledged, 'StsCd')).toEqual(told.map((each) => each.status));
    for (const text of textsOf(acknowledged, 'Desc')) expect(sizeOf(text)).toBeLessThanOrEqual(140);
  });
});

const HEAD = { messageId: 'R-1', createdAt: '2026-11-20T10:00:00Z' };

it('keeps a text that has room as it is, but for its markup', () => {
  const plain = fc.string({
    unit: fc.constantFrom('a', 'Ж', 'ع', '😀', '<', '>', '&', '"', "'", ']', '-'),
    minLength: 1,
    maxLength: 35,
  });
  check(plain, (endToEndId) => {
    const report = {
      ...HEAD,
      original: { messageName: 'pacs.008.001.08' },
      transactions: [{ status: 'RCVD' as const, endToEndId }],
    };
    expect(textsOf(read(writePaymentStatusReport(report)), 'OrgnlEndToEndId')).toEqual([endToEndId]);
  });
});

it('keeps every word of a reason that ten lines hold', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'Ж', '😀'), minLength: 1, maxLength: 20 }), {
    minLength: 1,
    maxLength: 40,
  });
  check(words, (given) => {
    const additional = [given.join(' ')];
    const report = {
      ...HEAD,
      original: { messageName: 'x' },
      reasons: [{ reason: { code: 'NARR' }, additional }],
      transactions: [],
    };
    const lines = textsOf(read(writePaymentStatusReport(report)), 'AddtlInf');
    expect(lines.join(' ').split(' ')).toEqual(given);
  });
});
