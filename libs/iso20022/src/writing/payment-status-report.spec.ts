import { writePaymentStatusReport } from './payment-status-report.js';
import type { ReplyStatus } from './statuses.js';
import { read, schemaFaults, textsOf, xsdThere } from './writing.spec-kit.js';

const whereSchemas = xsdThere ? it : it.skip;

const HEAD = { messageId: 'R-1', createdAt: '2026-11-20T10:00:00+05:00' };
const ORIGINAL = { messageId: 'M-1', messageName: 'pacs.008.001.08', createdAt: '2026-11-20T09:59:00Z' };
const UETR = '8a562c67-ca16-48ba-b074-65581be6f011';

const FULL = {
  ...HEAD,
  instructing: { bic: 'HABBPKKA' },
  instructed: { id: 'almaty', name: 'demo-almaty bank' },
  original: ORIGINAL,
  transactions: [
    {
      status: 'ACTC' as const,
      statusId: 'S-1',
      instructionId: 'I-1',
      endToEndId: 'E-1',
      transactionId: 'T-1',
      uetr: UETR.toUpperCase(),
      acceptedAt: '2026-11-20T10:00:00.250+05:00',
    },
    {
      status: 'RJCT' as const,
      endToEndId: 'E-2',
      reasons: [
        { reason: { code: 'AM12' }, additional: ['amount-malformed: "1,5" is no amount.'] },
        { reason: { proprietary: 'screening-hit' } },
      ],
    },
  ],
};

// By the order of pacs.002.001.10: GroupHeader91, OriginalGroupHeader17, PaymentTransaction110.
it('says of each payment what became of it, in the order of the standard', () => {
  expect(read(writePaymentStatusReport(FULL))).toEqual([
    'pacs.002.001.10/Document',
    [
      'FIToFIPmtStsRpt',
      [
        'GrpHdr',
        ['MsgId', 'R-1'],
        ['CreDtTm', '2026-11-20T10:00:00+05:00'],
        ['InstgAgt', ['FinInstnId', ['BICFI', 'HABBPKKA']]],
        ['InstdAgt', ['FinInstnId', ['Nm', 'demo-almaty bank'], ['Othr', ['Id', 'almaty']]]],
      ],
      [
        'OrgnlGrpInfAndSts',
        ['OrgnlMsgId', 'M-1'],
        ['OrgnlMsgNmId', 'pacs.008.001.08'],
        ['OrgnlCreDtTm', '2026-11-20T09:59:00Z'],
        ['GrpSts', 'PART'],
        ['NbOfTxsPerSts', ['DtldNbOfTxs', '1'], ['DtldSts', 'ACTC']],
        ['NbOfTxsPerSts', ['DtldNbOfTxs', '1'], ['DtldSts', 'RJCT']],
      ],
      [
        'TxInfAndSts',
        ['StsId', 'S-1'],
        ['OrgnlInstrId', 'I-1'],
        ['OrgnlEndToEndId', 'E-1'],
        ['OrgnlTxId', 'T-1'],
        ['OrgnlUETR', UETR],
        ['TxSts', 'ACTC'],
        ['AccptncDtTm', '2026-11-20T10:00:00.250+05:00'],
      ],
      [
        'TxInfAndSts',
        ['OrgnlEndToEndId', 'E-2'],
        ['TxSts', 'RJCT'],
        ['StsRsnInf', ['Rsn', ['Cd', 'AM12']], ['AddtlInf', 'amount-malformed: "1,5" is no amount.']],
        ['StsRsnInf', ['Rsn', ['Prtry', 'screening-hit']]],
      ],
    ],
  ]);
});

it('goes behind a business application header, in an envelope with that', () => {
  const envelope = { from: { id: 'corridor-ledger', name: 'Corridor Ledger' }, to: { bic: 'HABBPKKA' } };
  const report = { ...HEAD, original: ORIGINAL, transactions: [] };
  expect(read(writePaymentStatusReport(report, envelope))).toEqual([
    'nvlp.001.001.01/BizMsgEnvlp',
    [
      'Hdr',
      [
        'head.001.001.02/AppHdr',
        ['Fr', ['OrgId', ['Nm', 'Corridor Ledger'], ['Id', ['OrgId', ['Othr', ['Id', 'corridor-ledger']]]]]],
        ['To', ['FIId', ['FinInstnId', ['BICFI', 'HABBPKKA']]]],
        ['BizMsgIdr', 'R-1'],
        ['MsgDefIdr', 'pacs.002.001.10'],
        ['CreDt', '2026-11-20T10:00:00+05:00'],
      ],
    ],
    [
      'Doc',
      [
        'pacs.002.001.10/Document',
        [
          'FIToFIPmtStsRpt',
          ['GrpHdr', ['MsgId', 'R-1'], ['CreDtTm', '2026-11-20T10:00:00+05:00']],
          [
            'OrgnlGrpInfAndSts',
            ['OrgnlMsgId', 'M-1'],
            ['OrgnlMsgNmId', 'pacs.008.001.08'],
            ['OrgnlCreDtTm', '2026-11-20T09:59:00Z'],
          ],
        ],
      ],
    ],
  ]);
});

// GroupStatusAcceptedRule, …PendingRule, …RejectedRule and …ReceivedRule of the standard.
it.each<[statuses: readonly ReplyStatus[], group: string | undefined]>([
  [['ACTC', 'ACTC'], 'ACTC'],
  [['RJCT', 'RJCT'], 'RJCT'],
  [['PDNG', 'PDNG'], 'PDNG'],
  [['ACTC', 'RJCT'], 'PART'],
  [['ACTC', 'PDNG'], 'PART'],
  [['PDNG', 'RCVD'], 'PDNG'],
  [['PDNG', 'RJCT'], undefined],
  [['RCVD', 'RCVD'], undefined],
])('of a group with %j it says %s', (statuses, group) => {
  const transactions = statuses.map((status) => ({ status }));
  const xml = writePaymentStatusReport({ ...HEAD, original: ORIGINAL, transactions });
  expect(textsOf(read(xml), 'GrpSts')).toEqual(group === undefined ? [] : [group]);
});

it('refuses a whole message that could not be read, with the reason', () => {
  const report = {
    ...HEAD,
    original: { messageName: 'pacs.008.001.08' },
    status: 'RJCT' as const,
    reasons: [{ reason: { code: 'FF01' } }],
    transactions: [],
  };
  const written = read(writePaymentStatusReport(report));
  expect(textsOf(written, 'OrgnlMsgId')).toEqual(['NOTPROVIDED']);
  expect(textsOf(written, 'GrpSts')).toEqual(['RJCT']);
  expect(textsOf(written, 'Cd')).toEqual(['FF01']);
});

it('leaves out what the standard would not take of the original: no UUID, no BIC, no day', () => {
  const report = {
    ...HEAD,
    instructing: { bic: 'no bic' },
    original: { ...ORIGINAL, createdAt: '2026-02-30T00:00:00Z' },
    transactions: [{ status: 'RJCT' as const, uetr: UETR.replace('-48', '-18'), endToEndId: ' \n ' }],
  };
  const written = read(writePaymentStatusReport(report));
  for (const absent of ['OrgnlUETR', 'BICFI', 'OrgnlCreDtTm', 'OrgnlEndToEndId']) {
    expect(textsOf(written, absent)).toEqual([]);
  }
  expect(written).toContainEqual(expect.arrayContaining(['FIToFIPmtStsRpt']));
  expect(JSON.stringify(written)).toContain('["InstgAgt",["FinInstnId",["Othr",["Id","no bic"]]]]');
});

it.each([
  ['an empty message id', { messageId: '' }],
  ['a message id that would be cut', { messageId: 'x'.repeat(36) }],
  ['a message id of two lines', { messageId: 'a\nb' }],
  ['an instant without an offset', { createdAt: '2026-11-20T10:00:00' }],
  ['a day that there is not', { createdAt: '2026-02-29T10:00:00Z' }],
])('is not written with %s', (_, head) => {
  const report = { ...HEAD, ...head, original: ORIGINAL, transactions: [] };
  expect(() => writePaymentStatusReport(report)).toThrow(RangeError);
});

whereSchemas('keeps to the schemas of pacs.002.001.10 and of head.001.001.02', () => {
  const bare = writePaymentStatusReport(FULL);
  expect(schemaFaults('pacs.002.001.10', bare)).toEqual([]);
  const enveloped = writePaymentStatusReport(FULL, {
    from: { id: 'corridor-ledger', name: 'Corridor Ledger' },
    to: { bic: 'HABBPKKA' },
  });
  expect(schemaFaults('pacs.002.001.10', enveloped)).toEqual([]);
  expect(schemaFaults('head.001.001.02', enveloped)).toEqual([]);
});
