import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { faultOf, read } from './reading.spec-kit.js';

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
      creditDebit: 'CRDT',
      reversal: false,
      status: 'BOOK',
      bookedOn: '2014-01-23',
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
      remittance: ['Unstructured Remittance Information V1', 'ISR ref number V1'],
      occurrence: 1,
    },
    {
      ...unifits(2),
      endToEndId: 'UXC06170000006PI00001EE00002',
      instructionId: 'UXC06170000006PI00001II00002',
      amount: { amount: '3.20', currency: 'CHF' },
      creditorName: 'Example Creditor 3 - V2',
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

  const others = names.filter((name) => !isCamt054(name));
  it.each(others)('does not take %s for a camt.054', async (name) => {
    const fault = await faultOf(sample(name));
    expect(fault.code).toBe('message-unsupported');
    expect(fault.message).toContain('camt.054.001.08');
  });
}
