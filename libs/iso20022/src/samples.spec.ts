import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultOf, read, readParts } from './reading.spec-kit.js';

// Messages that others wrote. They stand beside the repository on some machines and are no part of it.
const FOLDER = fileURLToPath(new URL('../../../../shared/samples/iso20022/', import.meta.url));
const present = existsSync(FOLDER);
const names = present ? readdirSync(FOLDER).filter((name) => name.endsWith('.xml')) : [];
const sample = (name: string): Buffer => readFileSync(FOLDER + name);

/** What a person reads in each camt.054 there. */
const EXPECTED: Readonly<Record<string, readonly unknown[]>> = {
  'six-camt.054-credit.xml': [
    {
      kind: 'entry',
      xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]/NtryDtls[1]/TxDtls[1]',
      messageId: '201904245375204223076552',
      messageFormat: 'camt.054.001.04',
      account: 'CH2909000000250094239',
      accountServicerReference: '074820002ZZ9J42U',
      amount: { amount: '1500.00', currency: 'CHF' },
      entryTotal: { amount: '1500.00', currency: 'CHF' },
      creditDebit: 'CRDT',
      reversal: false,
      status: 'BOOK',
      bookedOn: '2019-04-24',
      valueDate: '2019-04-25',
      remittance: [],
      occurrence: 1,
    },
  ],
  'ballerina.c_54_1_1_mt910_camt_054_C_D.xml': [
    {
      kind: 'entry',
      xpath: '/Envelope/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]/NtryDtls[1]/TxDtls[1]',
      messageId: 'C11126C9224',
      messageFormat: 'camt.054.001.08',
      account: '6-9412771',
      endToEndId: '494936/DEV',
      instructionId: '494936/DEV',
      amount: { amount: '500000.00', currency: 'USD' },
      entryTotal: { amount: '500000.00', currency: 'USD' },
      creditDebit: 'CRDT',
      reversal: false,
      status: 'BOOK',
      bookedOn: '2014-01-23',
      bookedAt: '2014-01-23T14:26:00+01:00',
      valueDate: '2014-01-23',
      remittance: [],
      occurrence: 1,
    },
  ],
  'camt054.v8.xml': [
    {
      ...unifits(1),
      endToEndId: 'UXC06170000006PI00001EE00001',
      instructionId: 'UXC06170000006PI00001II00001',
      amount: { amount: '3.10', currency: 'CHF' },
      creditorName: 'Example Creditor 3 - V1',
      creditorAccount: 'CH4112345003131313131',
      remittance: ['Unstructured Remittance Information V1', 'ISR ref number V1'],
      occurrence: 1,
    },
    {
      ...unifits(2),
      endToEndId: 'UXC06170000006PI00001EE00002',
      instructionId: 'UXC06170000006PI00001II00002',
      amount: { amount: '3.20', currency: 'CHF' },
      creditorName: 'Example Creditor 3 - V2',
      creditorAccount: 'CH7212345003232323232',
      creditorAgent: 'BANKCHBE',
      remittance: ['ISR ref number V2'],
      occurrence: 1,
    },
    {
      // Another creditor and the same references, amount and day: two transactions all the same.
      ...unifits(3),
      endToEndId: 'UXC06170000006PI00001EE00002',
      instructionId: 'UXC06170000006PI00001II00002',
      amount: { amount: '3.20', currency: 'CHF' },
      creditorName: 'Example Creditor 3 - V3',
      creditorAccount: 'CH7212345003232323232',
      creditorAgent: 'BANKCHBE',
      remittance: [
        'Unstructured Remittance Information V3 block 1',
        'Unstructured Remittance Information V3 block 2',
        'Ref number V3 block 1',
        'Ref number V3 block 2',
      ],
      occurrence: 2,
    },
  ],
};

const UETR = '7a562c67-ca16-48ba-b074-65581be6f001';
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const customers = {
  debtor: { name: 'A Debiter', agent: 'CLYDGB2S', country: 'GB' },
  creditor: { name: 'B Creditor Co', agent: 'BSCHGB2L', country: 'ES' },
};

/** The main of what a person reads in each other message there. */
const OTHERS: Readonly<Record<string, readonly object[]>> = {
  'ballerina.c_53_1_1_mt940_camt_053_B_D.xml': [
    {
      kind: 'entry',
      account: '25698745',
      amount: eur('45250.00'),
      creditDebit: 'DBIT',
      valueDate: '2022-10-20',
    },
  ],
  'ballerina.c_56_4_1_mt292_camt056_B_E.xml': [
    {
      kind: 'cancellation-request',
      caseId: 'CSE-001',
      original: {
        messageId: 'pacs9bizmsgidr01',
        uetr: UETR,
        amount: { amount: '2565972.00', currency: 'CAD' },
        settlementDate: '2021-04-27',
      },
      reasons: [{ code: 'AM09', additional: [] }],
    },
  ],
  'ballerina.custom_mt205_pacs_004_1.xml': [
    {
      kind: 'payment-return',
      returnId: 'P4C2B-005',
      original: { endToEndId: 'E2E040445062713+', uetr: '174c245f-2682-4291-ad67-2a41e530cd27' },
      returnedAmount: { amount: '136480.00', currency: 'USD' },
      settlementDate: '2021-05-11',
      chargeBearer: 'SHAR',
      reasons: [{ code: 'AC04' }],
    },
  ],
  'ballerina.p_2_3_1_b_mt103_pacs_008_A_D.xml': [
    {
      kind: 'credit-transfer',
      references: { endToEndId: 'pacs008EndToEndId-001', uetr: UETR },
      amount: { amount: '591636.00', currency: 'DKK' },
      settlementDate: '2022-10-20',
      chargeBearer: 'DEBT',
      ...customers,
      remittance: ['/ROC/pacs008EndToEndId-001'],
    },
  ],
  'ballerina.p_2_3_1_b_mt202_pacs_009COV_A_B.xml': [
    {
      kind: 'credit-transfer',
      references: { endToEndId: 'pacs008EndToEnd+', uetr: UETR },
      debtor: { bic: 'CLYDGB2S' },
      creditor: { bic: 'BSCHGB2L', agent: 'BSCHESMM' },
      cover: true,
      underlying: { ...customers, remittance: [] },
    },
  ],
  'camt053.v2.five.decimals.xml': [{ kind: 'entry', amount: eur('8.85'), endToEndId: '000000001' }],
  'camt053.v2.multi.statement.xml': [
    { kind: 'entry', amount: eur('8.85'), creditDebit: 'CRDT', creditorAccount: 'NL56AGDH9619008421' },
    { kind: 'entry', amount: eur('7.00'), creditDebit: 'DBIT', creditorAccount: 'NL56AGDH9619008421' },
  ],
  // The amount of its one transaction is 0.
  'camt053.v4.xml': [{ kind: 'rejected', code: 'amount-not-positive' }],
  'camt053.v8.xml': [{ kind: 'rejected', code: 'amount-not-positive' }],
  'moov.FI_camt_053_sample.xml': [
    ['1000.12', 'DBIT'],
    ['4000.00', 'DBIT'],
    ['2000.02', 'DBIT'],
    ['1000.01', 'DBIT'],
    ['1230.02', 'DBIT'],
    ['2000.00', 'CRDT'],
    ['500.00', 'CRDT'],
    ['3000.00', 'CRDT'],
    ['2120.00', 'CRDT'],
    ['5455.00', 'CRDT'],
    ['10000.00', 'CRDT'],
    ['100.00', 'DBIT'],
    ['100.00', 'DBIT'],
  ].map(([amount = '', creditDebit]) => ({ kind: 'entry', amount: eur(amount), creditDebit })),
  'pacs.002.accepted.xml': [
    {
      kind: 'status-report',
      original: { instructionId: '8c5d9f95', endToEndId: '000400078911122', transactionId: 'acd1ef76' },
      status: 'ACSC',
    },
  ],
  'pain.002.001.10.example.xml': [
    {
      kind: 'status-report',
      level: 'transaction',
      status: 'PDNG',
      original: { messageName: 'pain.001.001.09' },
    },
  ],
  'prowide.pacs.008.001.07.xml': [
    {
      kind: 'credit-transfer',
      references: { instructionId: '23423423', endToEndId: '223423423', transactionId: '123452342' },
      amount: { amount: '5000.00', currency: 'USD' },
      settlementDate: '2018-07-31',
      debtor: { name: 'JOHN DOE', agent: 'ITUSUSP1XXX', country: 'AR' },
      creditor: { name: 'Mike Smith', agent: 'USTBUS31XXX' },
    },
  ],
  'pyiso20022.pain001_001_08.xml': [
    {
      kind: 'credit-transfer',
      amount: { amount: '10.00', currency: 'GBP' },
      settlementDate: '2020-06-16',
      debtor: { name: 'UFXQHBE', account: '50000970', agent: 'GSLDGB20', country: 'QA' },
      creditor: { account: '12345678', agent: 'BARCGB22' },
      purpose: 'Purpose of payment',
    },
  ],
};

/** Files that break the standard, and what they are refused with. */
const REFUSED: Readonly<Record<string, object>> = {
  'camt053.v2.wrong.xml': { code: 'field-missing', xpath: '/Document/BkToCstmrStmt/Stmt' },
  // A message id of 36 characters.
  'pacs.008.001.08.request.xml': { code: 'field-invalid', xpath: '/Document/FIToFICstmrCdtTrf/GrpHdr/MsgId' },
  // A namespace of one country's own.
  'six-pain.001.xml': { code: 'message-unsupported' },
};

/** What the three transactions of that batch share; its reference names the batch, and so none of them. */
function unifits(number: number) {
  return {
    kind: 'entry',
    xpath: `/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]/NtryDtls[1]/TxDtls[${number}]`,
    messageId: 'AAAASESS-FP-ACCR001',
    messageFormat: 'camt.054.001.08',
    copyDuplicate: 'CODU',
    account: 'CH2801234000123456789',
    creditDebit: 'CRDT',
    reversal: false,
    status: 'BOOK',
    bookedOn: '2007-10-18',
    valueDate: '2007-10-18',
    debtorName: 'UNIFITS GmbH',
    debtorAccount: 'CH2801234000123456789',
    debtorAgent: 'BANKCHZHXXX',
    entryServicerReference: 'ACSR160617103200001',
    entryTotal: { amount: '200000.00', currency: 'SEK' },
    // It details three and says two; a person sees that, too.
    batch: { transactions: 3, stated: 2 },
  };
}

if (!present) {
  it.skip('samples that others wrote (there is no ../shared/samples/iso20022 beside the repository)', () => {});
} else {
  const isCamt054 = (name: string) => sample(name).includes('urn:iso:std:iso:20022:tech:xsd:camt.054.');

  it('each camt.054 among the samples has been read by a person', () => {
    expect(names.filter(isCamt054).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(names.filter(isCamt054))('reads what stands in %s', async (name) => {
    expect(await read(sample(name))).toEqual(EXPECTED[name]);
  });

  // By a second way: how many transactions there are, and the digits of their amounts as they stand in the text.
  it.each(names.filter(isCamt054))('reads every transaction of %s, with its own amount', async (name) => {
    const text = sample(name)
      .toString('utf8')
      .replaceAll(/<(\/?)\w+:/g, '<$1');
    const transactions = [...text.matchAll(/<TxDtls>(.*?)<\/TxDtls>/gs)].map(([, content = '']) => content);
    const amounts = transactions.map((content) => /<Amt Ccy="(\w+)">([\d.]+)</.exec(content)?.slice(1));
    const items = await read(sample(name));
    expect(
      items.map((item) =>
        item.kind === 'entry' ? [item.amount.currency, Number(item.amount.amount)] : item,
      ),
    ).toEqual(amounts.map(([currency, amount] = []) => [currency, Number(amount)]));
    expect(items.length).toBeGreaterThan(0);
  });

  it.each(Object.entries(OTHERS))('reads what stands in %s', async (name, expected) => {
    expect(await read(sample(name))).toMatchObject(expected);
  });

  it.each(Object.entries(REFUSED))('refuses %s, which breaks the standard', async (name, fault) => {
    expect(await faultOf(sample(name))).toMatchObject(fault);
  });

  it('each of the other samples has been read by a person, too', () => {
    const others = names.filter((name) => !isCamt054(name)).sort();
    expect(others).toEqual([...Object.keys(OTHERS), ...Object.keys(REFUSED)].sort());
  });

  it('a statement of several payments comes to what its balances say', async () => {
    const parts = await readParts(sample('moov.FI_camt_053_sample.xml'));
    expect(parts.find((part) => part.kind === 'statement-end')).toMatchObject({
      balances: [
        { type: 'OPBD', amount: { amount: '10000.00' } },
        { type: 'PRCD', amount: { amount: '10000.00' } },
        { type: 'CLBD', amount: { amount: '23644.83' } },
        { type: 'CLAV', amount: { amount: '33644.83' } },
      ],
      bookedNet: [{ amount: '13644.83', currency: 'EUR' }],
      summary: {
        total: { entries: 10 },
        credits: { entries: 6, sum: '23075' },
        debits: { entries: 4, sum: '9430.17' },
      },
    });
  });

  it.each([
    ['ballerina.p_2_3_1_b_mt103_pacs_008_A_D.xml', 'CLYDGB2SXXX', 'BSCHGB2LXXX'],
    ['prowide.pacs.008.001.07.xml', 'MLCOUS33XXX', 'MLCOUS33XXX'],
  ])('reads the header of %s', async (name, from, to) => {
    expect((await readParts(sample(name)))[0]).toMatchObject({ kind: 'message', header: { from, to } });
  });
}
