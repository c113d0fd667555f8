import { writeInitiationStatusReport } from './initiation-status-report.js';
import { writeReceiptAcknowledgement } from './receipt-acknowledgement.js';
import { type CancellationAnswer, writeResolutionOfInvestigation } from './resolution-of-investigation.js';
import { read, schemaFaults, textsOf, xsdThere } from './writing.spec-kit.js';

const whereSchemas = xsdThere ? it : it.skip;
const HEAD = { messageId: 'R-1', createdAt: '2026-11-20T10:00:00+05:00' };
const UETR = '8a562c67-ca16-48ba-b074-65581be6f011';

describe('a pain.002', () => {
  const report = {
    ...HEAD,
    version: 'pain.002.001.11' as const,
    original: { messageId: 'M-1', messageName: 'pain.001.001.10' },
    payments: [
      {
        paymentInformationId: 'P-1',
        transactions: [
          { status: 'ACTC' as const, statusId: 'S-1', instructionId: 'I-1', endToEndId: 'E-1', uetr: UETR },
          { status: 'RJCT' as const, endToEndId: 'E-2', reasons: [{ reason: { code: 'AC01' } }] },
        ],
      },
      {
        paymentInformationId: 'P-2',
        status: 'RJCT' as const,
        reasons: [{ reason: { code: 'DT01' }, additional: ['The day is none.'] }],
        transactions: [],
      },
    ],
  };

  // By the order of pain.002.001.11: OriginalPaymentInstruction38 and PaymentTransaction126.
  it('answers by payment information and transaction', () => {
    expect(read(writeInitiationStatusReport(report))).toEqual([
      'pain.002.001.11/Document',
      [
        'CstmrPmtStsRpt',
        ['GrpHdr', ['MsgId', 'R-1'], ['CreDtTm', HEAD.createdAt]],
        [
          'OrgnlGrpInfAndSts',
          ['OrgnlMsgId', 'M-1'],
          ['OrgnlMsgNmId', 'pain.001.001.10'],
          ['GrpSts', 'PART'],
          ['NbOfTxsPerSts', ['DtldNbOfTxs', '1'], ['DtldSts', 'ACTC']],
          ['NbOfTxsPerSts', ['DtldNbOfTxs', '1'], ['DtldSts', 'RJCT']],
        ],
        [
          'OrgnlPmtInfAndSts',
          ['OrgnlPmtInfId', 'P-1'],
          ['PmtInfSts', 'PART'],
          ['NbOfTxsPerSts', ['DtldNbOfTxs', '1'], ['DtldSts', 'ACTC']],
          ['NbOfTxsPerSts', ['DtldNbOfTxs', '1'], ['DtldSts', 'RJCT']],
          [
            'TxInfAndSts',
            ['StsId', 'S-1'],
            ['OrgnlInstrId', 'I-1'],
            ['OrgnlEndToEndId', 'E-1'],
            ['OrgnlUETR', UETR],
            ['TxSts', 'ACTC'],
          ],
          [
            'TxInfAndSts',
            ['OrgnlEndToEndId', 'E-2'],
            ['TxSts', 'RJCT'],
            ['StsRsnInf', ['Rsn', ['Cd', 'AC01']]],
          ],
        ],
        [
          'OrgnlPmtInfAndSts',
          ['OrgnlPmtInfId', 'P-2'],
          ['PmtInfSts', 'RJCT'],
          ['StsRsnInf', ['Rsn', ['Cd', 'DT01']], ['AddtlInf', 'The day is none.']],
        ],
      ],
    ]);
  });

  it('is written in the version that is asked for', () => {
    expect(read(writeInitiationStatusReport({ ...report, version: 'pain.002.001.10' }))[0]).toBe(
      'pain.002.001.10/Document',
    );
  });

  whereSchemas('keeps to its schema', () => {
    expect(schemaFaults('pain.002.001.11', writeInitiationStatusReport(report))).toEqual([]);
  });
});

describe('a camt.029', () => {
  const resolution = {
    ...HEAD,
    assigner: { id: 'corridor-ledger' },
    assignee: { bic: 'HABBPKKA' },
    resolvedCase: { id: 'C-1', creator: { bic: 'HABBPKKA' } },
    transactions: [
      {
        answer: 'rejected' as const,
        statusId: 'S-1',
        original: { messageId: 'M-1', messageName: 'pacs.008.001.08' },
        instructionId: 'I-1',
        endToEndId: 'E-1',
        transactionId: 'T-1',
        uetr: UETR,
        reasons: [{ reason: { code: 'ARDT' }, additional: ['It was returned on 2026-11-19.'] }],
      },
    ],
  };

  // By the order of ResolutionOfInvestigationV09: CaseAssignment5, Case5, InvestigationStatus5Choice, PaymentTransaction102.
  it('answers the case, and each payment that was to be cancelled', () => {
    expect(read(writeResolutionOfInvestigation(resolution))).toEqual([
      'camt.029.001.09/Document',
      [
        'RsltnOfInvstgtn',
        [
          'Assgnmt',
          ['Id', 'R-1'],
          ['Assgnr', ['Pty', ['Id', ['OrgId', ['Othr', ['Id', 'corridor-ledger']]]]]],
          ['Assgne', ['Agt', ['FinInstnId', ['BICFI', 'HABBPKKA']]]],
          ['CreDtTm', HEAD.createdAt],
        ],
        ['RslvdCase', ['Id', 'C-1'], ['Cretr', ['Agt', ['FinInstnId', ['BICFI', 'HABBPKKA']]]]],
        ['Sts', ['Conf', 'RJCR']],
        [
          'CxlDtls',
          [
            'TxInfAndSts',
            ['CxlStsId', 'S-1'],
            ['OrgnlGrpInf', ['OrgnlMsgId', 'M-1'], ['OrgnlMsgNmId', 'pacs.008.001.08']],
            ['OrgnlInstrId', 'I-1'],
            ['OrgnlEndToEndId', 'E-1'],
            ['OrgnlTxId', 'T-1'],
            ['OrgnlUETR', UETR],
            ['TxCxlSts', 'RJCR'],
            ['CxlStsRsnInf', ['Rsn', ['Cd', 'ARDT']], ['AddtlInf', 'It was returned on 2026-11-19.']],
          ],
        ],
      ],
    ]);
  });

  // PaymentTransaction102: RslvdCase behind CxlStsId, before OrgnlGrpInf.
  it('answers the case of each payment in its place', () => {
    const { resolvedCase: _, ...all } = resolution;
    const transactions = ['C-1', 'C-2'].map((id) => ({
      answer: 'pending' as const,
      statusId: `S-${id}`,
      resolvedCase: { id, creator: { bic: 'HABBPKKA' } },
      original: { messageId: 'M-1', messageName: 'pacs.008.001.08' },
    }));
    const written = read(writeResolutionOfInvestigation({ ...all, transactions }));
    expect(written[1]?.slice(3)).toEqual([
      [
        'CxlDtls',
        ...['C-1', 'C-2'].map((id) => [
          'TxInfAndSts',
          ['CxlStsId', `S-${id}`],
          ['RslvdCase', ['Id', id], ['Cretr', ['Agt', ['FinInstnId', ['BICFI', 'HABBPKKA']]]]],
          ['OrgnlGrpInf', ['OrgnlMsgId', 'M-1'], ['OrgnlMsgNmId', 'pacs.008.001.08']],
          ['TxCxlSts', 'PDCR'],
        ]),
      ],
    ]);
  });

  it.each<[answers: readonly CancellationAnswer[], confirmation: string, each: readonly string[]]>([
    [['cancelled'], 'CNCL', ['ACCR']],
    [['pending'], 'PDCR', ['PDCR']],
    [['cancelled', 'rejected'], 'PECR', ['ACCR', 'RJCR']],
    [['cancelled', 'pending'], 'PECR', ['ACCR', 'PDCR']],
    [['rejected', 'pending'], 'PDCR', ['RJCR', 'PDCR']],
  ])('to %j says %s', (answers, confirmation, each) => {
    const transactions = answers.map((answer) => ({ answer }));
    const written = read(writeResolutionOfInvestigation({ ...resolution, transactions }));
    expect(textsOf(written, 'Conf')).toEqual([confirmation]);
    expect(textsOf(written, 'TxCxlSts')).toEqual(each);
  });

  it('is not written without an answer, or without somebody who gives it', () => {
    expect(() => writeResolutionOfInvestigation({ ...resolution, transactions: [] })).toThrow(RangeError);
    expect(() => writeResolutionOfInvestigation({ ...resolution, assigner: {} })).toThrow(RangeError);
  });

  // The schema of camt.029 is not at hand; that of camt.056 has its parts of the same types: CaseAssignment5 and Case5.
  whereSchemas('has the parts that it shares with a camt.056 as the schema of that has them', () => {
    const xml = writeResolutionOfInvestigation(resolution);
    const [assignment] = /<Assgnmt>.*<\/Assgnmt>/.exec(xml) ?? [''];
    const [resolved] = /<RslvdCase>.*<\/RslvdCase>/.exec(xml) ?? [''];
    const request = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.056.001.08"><FIToFIPmtCxlReq>${assignment}${resolved.replaceAll('RslvdCase', 'Case')}<Undrlyg/></FIToFIPmtCxlReq></Document>`;
    expect(schemaFaults('camt.056.001.08', request)).toEqual([]);
  });
});

describe('an admi.007', () => {
  const acknowledgement = {
    ...HEAD,
    reports: [
      { reference: 'M-1', messageName: 'camt.054.001.08', status: 'ACTC', at: '2026-11-20T10:00:00Z' },
      { reference: 'FT-2', status: 'AM05', description: 'Booked before, at position 12.' },
      { status: 'RJCT' },
    ],
  };

  // By ReceiptAcknowledgementV01: MessageHeader10, ReceiptAcknowledgementReport2, MessageReference1, RequestHandling2.
  it('says of each reference what became of it', () => {
    expect(read(writeReceiptAcknowledgement(acknowledgement))).toEqual([
      'admi.007.001.01/Document',
      [
        'RctAck',
        ['MsgId', ['MsgId', 'R-1'], ['CreDtTm', HEAD.createdAt]],
        [
          'Rpt',
          ['RltdRef', ['Ref', 'M-1'], ['MsgNm', 'camt.054.001.08']],
          ['ReqHdlg', ['StsCd', 'ACTC'], ['StsDtTm', '2026-11-20T10:00:00Z']],
        ],
        [
          'Rpt',
          ['RltdRef', ['Ref', 'FT-2']],
          ['ReqHdlg', ['StsCd', 'AM05'], ['Desc', 'Booked before, at position 12.']],
        ],
        ['Rpt', ['RltdRef', ['Ref', 'NOTPROVIDED']], ['ReqHdlg', ['StsCd', 'RJCT']]],
      ],
    ]);
  });

  it('is not written with nothing to say, or a status that has no place', () => {
    expect(() => writeReceiptAcknowledgement({ ...HEAD, reports: [] })).toThrow(RangeError);
    expect(() => writeReceiptAcknowledgement({ ...HEAD, reports: [{ status: 'duplicate' }] })).toThrow(
      RangeError,
    );
  });
});
