import type { NotifiedEntry } from '../index.js';
import { read, readOne } from '../reading.spec-kit.js';
import { camt054, IBAN, VERSIONS, withEntries, withTransactions } from './camt054.spec-kit.js';

const UETR = '6f3a1c52-8d4e-4b7a-9c21-0f5e7d8a9b3c';
const entriesOf = async (file: string): Promise<readonly NotifiedEntry[]> =>
  (await read(file)).map((item) => {
    if (item.kind === 'entry') return item;
    throw new Error(`rejected: ${JSON.stringify(item)}`);
  });

describe('a booked credit', () => {
  it.each(VERSIONS)('is read of version 001.%s with all that its transaction says', async (version) => {
    const file = withEntries(version, {
      reference: '7',
      amount: '1500.00 USD',
      sign: 'CRDT',
      reversal: 'false',
      status: 'BOOK',
      bookedOn: '2026-03-01',
      valueDate: '2026-03-02',
      servicerReference: 'SVC-ENTRY',
      transactions: [
        {
          servicerReference: 'SVC-TX',
          instructionId: 'INSTR-1',
          endToEndId: 'INV-2026-0042',
          ...(version === '02'
            ? { underlyingAmount: '1500.00 USD' }
            : { amount: '1500.00 USD', sign: 'CRDT' }),
          debtor: 'Алматы Трейдинг ТОО',
          creditor: 'Faisalabad Textiles & Sons',
          remittance: ['Invoice 42'],
        },
      ],
    });
    expect(await read(file)).toEqual([
      {
        kind: 'entry',
        xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]/NtryDtls[1]/TxDtls[1]',
        messageId: 'MSG-1',
        messageFormat: `camt.054.001.${version}`,
        account: 'PK36SCBL0000001123456702',
        entryReference: '7',
        accountServicerReference: 'SVC-TX',
        endToEndId: 'INV-2026-0042',
        instructionId: 'INSTR-1',
        amount: { amount: '1500.00', currency: 'USD' },
        entryServicerReference: 'SVC-ENTRY',
        entryTotal: { amount: '1500.00', currency: 'USD' },
        creditDebit: 'CRDT',
        reversal: false,
        status: 'BOOK',
        bookedOn: '2026-03-01',
        valueDate: '2026-03-02',
        debtorName: 'Алматы Трейдинг ТОО',
        creditorName: 'Faisalabad Textiles & Sons',
        remittance: ['Invoice 42'],
        occurrence: 1,
      },
    ]);
  });

  it.each(VERSIONS)('is read of version 001.%s where its entry has no details', async (version) => {
    expect(await read(withEntries(version, { servicerReference: 'SVC-1' }))).toEqual([
      {
        kind: 'entry',
        xpath: '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]',
        messageId: 'MSG-1',
        messageFormat: `camt.054.001.${version}`,
        account: 'PK36SCBL0000001123456702',
        accountServicerReference: 'SVC-1',
        amount: { amount: '1500.00', currency: 'USD' },
        entryTotal: { amount: '1500.00', currency: 'USD' },
        creditDebit: 'CRDT',
        reversal: false,
        status: 'BOOK',
        bookedOn: '2026-03-01',
        valueDate: '2026-03-02',
        remittance: [],
        occurrence: 1,
      },
    ]);
  });

  it.each(VERSIONS)('tells for whom others pay and are paid, in version 001.%s', async (version) => {
    const party = (name: string) => (version === '08' ? `<Pty><Nm>${name}</Nm></Pty>` : `<Nm>${name}</Nm>`);
    const file = withTransactions(version, { debtor: 'D', creditor: 'C' })
      .replace('</Dbtr>', `</Dbtr><UltmtDbtr>${party('Demo Buyer')}</UltmtDbtr>`)
      .replace('</Cdtr>', `</Cdtr><UltmtCdtr>${party('Demo Seller')}</UltmtCdtr>`);
    expect(await readOne(file)).toMatchObject({
      ...{ debtorName: 'D', ultimateDebtorName: 'Demo Buyer' },
      ...{ creditorName: 'C', ultimateCreditorName: 'Demo Seller' },
    });
  });

  it('tells the bank that pays for itself, from version 001.08 on', async () => {
    const file = withTransactions('08', { debtor: 'NAME' }).replace(
      '<Pty><Nm>NAME</Nm></Pty>',
      '<Agt><FinInstnId><Nm>Bank Karachi</Nm></FinInstnId></Agt>',
    );
    expect(await readOne(file)).toMatchObject({ debtorName: 'Bank Karachi' });
  });
});

describe('other entries', () => {
  it('reads a debit, one that is pending, and the reversal of a credit as what they are', async () => {
    const file = withEntries(
      '04',
      { sign: 'DBIT' },
      { status: 'PDNG', bookedOn: null, valueDate: null },
      { sign: 'DBIT', reversal: 'true' },
      { status: 'INFO', reversal: '0' },
      { reversal: '1' },
    );
    const entries = await entriesOf(file);
    expect(entries.map((e) => [e.creditDebit, e.status, e.reversal, e.bookedOn, e.valueDate])).toEqual([
      ['DBIT', 'BOOK', false, '2026-03-01', '2026-03-02'],
      ['CRDT', 'PDNG', false, undefined, undefined],
      ['DBIT', 'BOOK', true, '2026-03-01', '2026-03-02'],
      ['CRDT', 'INFO', false, '2026-03-01', '2026-03-02'],
      ['CRDT', 'BOOK', true, '2026-03-01', '2026-03-02'],
    ]);
  });

  it.each(VERSIONS)(
    'reads in version 001.%s why a credit goes back, and of what comes does not',
    async (version) => {
      const transactions = [{ returnReason: 'AC04' }];
      const debit = { sign: 'DBIT', transactions };
      const file = withEntries(
        version,
        { ...debit, reversal: 'true' },
        debit,
        { sign: 'DBIT', transactions: [{ returnReason: 'ours' }] },
        { sign: 'DBIT' },
        { transactions },
      );
      const entries = await entriesOf(file);
      expect(entries.map(({ returnReason, tellsReturn }) => [returnReason, tellsReturn])).toEqual([
        ['AC04', true],
        ['AC04', true],
        [undefined, true],
        [undefined, undefined],
        [undefined, undefined],
      ]);
    },
  );

  it('takes any code of the external list as status from version 001.08 on', async () => {
    expect(await readOne(withEntries('08', { status: 'FUTR' }))).toMatchObject({ status: 'FUTR' });
  });

  it('takes the local day of an instant, as the bank wrote it', async () => {
    const file = withEntries('08', { bookedOn: '2026-03-01T23:30:00-08:00', valueDate: '2026-03-02+05:00' });
    expect(await readOne(file)).toMatchObject({ bookedOn: '2026-03-01', valueDate: '2026-03-02' });
  });
});

describe('several transactions', () => {
  it('gives each transaction of a batch its own amount, sign and names, and the dates of the entry', async () => {
    const file = withEntries('08', {
      amount: '200.00 USD',
      details: [
        [
          { amount: '100.00 USD', sign: 'CRDT', endToEndId: 'A', uetr: UETR.toUpperCase(), debtor: 'One' },
          { underlyingAmount: '150.00 USD', endToEndId: 'B', debtor: 'Two' },
        ],
        [{ amount: '50.00 USD', sign: 'DBIT', endToEndId: 'C', creditor: 'Three' }],
      ],
    });
    const entry = '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]';
    const shared = { bookedOn: '2026-03-01', valueDate: '2026-03-02', status: 'BOOK' };
    const entries = await entriesOf(file);
    expect(entries).toMatchObject([
      { ...shared, xpath: `${entry}/NtryDtls[1]/TxDtls[1]`, amount: { amount: '100.00' }, endToEndId: 'A' },
      { ...shared, xpath: `${entry}/NtryDtls[1]/TxDtls[2]`, amount: { amount: '150.00' }, endToEndId: 'B' },
      { ...shared, xpath: `${entry}/NtryDtls[2]/TxDtls[1]`, amount: { amount: '50.00' }, endToEndId: 'C' },
    ]);
    expect(entries.map((e) => [e.creditDebit, e.uetr, e.debtorName, e.creditorName])).toEqual([
      ['CRDT', UETR, 'One', undefined],
      ['CRDT', undefined, 'Two', undefined],
      ['DBIT', undefined, undefined, 'Three'],
    ]);
  });

  it('takes the amount of the entry where its only transaction states none', async () => {
    expect(await readOne(withTransactions('08', { endToEndId: 'A' }))).toMatchObject({
      endToEndId: 'A',
      amount: { amount: '1500.00', currency: 'USD' },
      creditDebit: 'CRDT',
    });
  });

  it('counts notifications, and each has its own account and copy indicator', async () => {
    const file = camt054({
      version: '04',
      messageId: 'MSG-9',
      notifications: [
        { copy: 'DUPL', entries: [{ amount: '1 USD' }, { amount: '2 USD' }] },
        { entries: [] },
        { account: '6-9412771', entries: [{ amount: '3 USD' }] },
      ],
    });
    const entries = await entriesOf(file);
    expect(entries.map((e) => [e.xpath, e.messageId, e.account, e.copyDuplicate, e.amount.amount])).toEqual([
      ['/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]', 'MSG-9', IBAN, 'DUPL', '1.00'],
      ['/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[2]', 'MSG-9', IBAN, 'DUPL', '2.00'],
      ['/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[3]/Ntry[1]', 'MSG-9', '6-9412771', undefined, '3.00'],
    ]);
  });

  it('reads a message that notifies of nothing', async () => {
    expect(await read(withEntries('02'))).toEqual([]);
  });
});

describe('references', () => {
  it('leaves out those that say there is none', async () => {
    const file = withEntries('08', {
      reference: 'NOTPROVIDED',
      servicerReference: 'NONREF',
      transactions: [
        { endToEndId: 'NotProvided', instructionId: 'NOTPROVIDED', servicerReference: 'NOTPROVIDED' },
      ],
    });
    const entry = await readOne(file);
    for (const name of ['entryReference', 'accountServicerReference', 'endToEndId', 'instructionId']) {
      expect(entry).not.toHaveProperty(name);
    }
  });

  it("takes the entry's servicer reference for its only transaction", async () => {
    const file = withEntries('08', { servicerReference: 'S', transactions: [{ endToEndId: 'A' }] });
    expect(await readOne(file)).toMatchObject({ accountServicerReference: 'S' });
  });

  it('takes none that names the whole batch', async () => {
    const file = withEntries('08', {
      servicerReference: 'BATCH',
      transactions: [
        { amount: '1 USD', servicerReference: 'BATCH' },
        { amount: '2 USD', servicerReference: 'TWICE' },
        { amount: '3 USD', servicerReference: 'TWICE' },
        { amount: '4 USD', servicerReference: 'OWN' },
        { amount: '5 USD' },
      ],
    });
    const references = (await entriesOf(file)).map((e) => e.accountServicerReference);
    expect(references).toEqual([undefined, undefined, undefined, 'OWN', undefined]);
  });

  it('keeps remittance information in the order of the file', async () => {
    const file = withTransactions('08', {
      remittance: [
        'first',
        { documents: ['INV-1', 'INV-2'], creditorReference: 'RF18539007547034' },
        { creditorReference: 'RF712348231' },
      ],
    });
    expect((await readOne(file)).remittance).toEqual([
      'first',
      'INV-1',
      'INV-2',
      'RF18539007547034',
      'RF712348231',
    ]);
  });

  it.each([
    ['a line break and indentation', 'Almaty\r\n      Trading', 'Almaty Trading'],
    ['white space around it', '\n   Almaty Trading\t', 'Almaty Trading'],
    ['several spaces', 'Almaty  Trading', 'Almaty  Trading'],
    ['an invisible control character', 'Almaty\u0085Trading\u009c', 'Almaty Trading'],
  ])('takes a name with %s as one line', async (_, written, name) => {
    expect((await readOne(withTransactions('08', { debtor: written }))).debtorName).toBe(name);
  });

  it('reads CDATA, references to characters and comments within a text', async () => {
    const file = withTransactions('08', { endToEndId: 'HERE' }).replace(
      'HERE',
      'A<!-- no part of it -->&#66;&#x43;<![CDATA[<D>]]>&amp;<?skip this?>E',
    );
    expect((await readOne(file)).endToEndId).toBe('ABC<D>&E');
  });
});

describe('occurrence', () => {
  it('tells equal transactions of a message apart that nothing else does', async () => {
    const twin = { amount: '10.00 USD', debtor: 'Twin' };
    const file = camt054({
      notifications: [
        {
          entries: [
            { transactions: [twin] },
            { transactions: [twin] },
            { transactions: [{ ...twin, debtor: 'Other' }] },
          ],
        },
        { entries: [{ transactions: [twin] }] },
        { account: '1', entries: [{ transactions: [twin] }] },
      ],
    });
    expect((await entriesOf(file)).map((e) => e.occurrence)).toEqual([1, 2, 1, 3, 1]);
  });

  it('counts equal ones with one end-to-end id, too: a payer may use it again', async () => {
    const rent = { amount: '10.00 USD', endToEndId: 'RENT' };
    const file = withEntries('08', { transactions: [rent, { ...rent, debtor: 'Other' }] });
    expect((await entriesOf(file)).map((e) => e.occurrence)).toEqual([1, 2]);
  });

  it('does not count what a servicer reference or a UETR names', async () => {
    const entries = [{ servicerReference: 'S' }, { servicerReference: 'S' }];
    expect((await entriesOf(withEntries('08', ...entries))).map((e) => e.occurrence)).toEqual([1, 1]);
    const one = { transactions: [{ uetr: UETR }] };
    expect((await entriesOf(withEntries('08', one, one))).map((e) => e.occurrence)).toEqual([1, 1]);
  });

  it('counts what is pending and what is booked apart: they may be the same', async () => {
    const file = withEntries('08', { status: 'PDNG' }, {}, { status: 'PDNG' }, {});
    expect((await entriesOf(file)).map((e) => e.occurrence)).toEqual([1, 1, 2, 2]);
  });
});
