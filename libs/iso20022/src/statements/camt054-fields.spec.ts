import { faultOf, read, readOne, readRejected } from '../reading.spec-kit.js';
import {
  camt054,
  type EntryParts,
  type TransactionParts,
  VERSIONS,
  type Version,
  withEntries,
} from './camt054.spec-kit.js';

const MESSAGE = '/Document/BkToCstmrDbtCdtNtfctn';
const ENTRY = `${MESSAGE}/Ntfctn[1]/Ntry[1]`;
const TRANSACTION = `${ENTRY}/NtryDtls[1]/TxDtls[1]`;
const UETR = '6f3a1c52-8d4e-4b7a-9c21-0f5e7d8a9b3c';

describe('an entry with a fault', () => {
  it.each<[Version, EntryParts, string, string]>([
    ['02', { amount: null }, 'field-missing', '/Amt'],
    ['04', { sign: null }, 'field-missing', '/CdtDbtInd'],
    ['04', { sign: 'CREDIT' }, 'field-invalid', '/CdtDbtInd'],
    ['04', { sign: 'crdt' }, 'field-invalid', '/CdtDbtInd'],
    ['02', { status: null }, 'field-missing', '/Sts'],
    ['04', { status: 'FUTR' }, 'field-invalid', '/Sts'],
    ['08', { status: null }, 'field-missing', '/Sts/Cd'],
    ['08', { status: 'booked' }, 'field-invalid', '/Sts/Cd'],
    ['08', { status: 'BOOKED' }, 'field-invalid', '/Sts/Cd'],
    ['08', { reversal: 'no' }, 'field-invalid', '/RvslInd'],
    ['08', { reversal: 'TRUE' }, 'field-invalid', '/RvslInd'],
    ['08', { bookedOn: '2026-02-30' }, 'field-invalid', '/BookgDt/Dt'],
    ['08', { bookedOn: '01.03.2026' }, 'field-invalid', '/BookgDt/Dt'],
    ['08', { bookedOn: '0000-01-01' }, 'field-invalid', '/BookgDt/Dt'],
    ['08', { bookedOn: '2026-03-01T25:00:00Z' }, 'field-invalid', '/BookgDt/DtTm'],
    ['08', { bookedOn: '2026-03-01T10:00' }, 'field-invalid', '/BookgDt/DtTm'],
    ['08', { valueDate: '2025-02-29' }, 'field-invalid', '/ValDt/Dt'],
    ['08', { valueDate: '2026-02-29T10:00:00+05:00' }, 'field-invalid', '/ValDt/DtTm'],
    ['08', { servicerReference: 'R'.repeat(36) }, 'field-invalid', '/AcctSvcrRef'],
    ['08', { reference: 'R'.repeat(36) }, 'field-invalid', '/NtryRef'],
  ])('of version 001.%s with %j is refused with %s at %s', async (version, parts, code, path) => {
    expect(await readRejected(withEntries(version, parts))).toMatchObject({ code, xpath: `${ENTRY}${path}` });
  });

  it('is refused where a field stands twice, at the second', async () => {
    const file = withEntries('08').replace(
      '</Ntfctn>',
      `${entryWith('<AcctSvcrRef>A</AcctSvcrRef>'.repeat(2))}</Ntfctn>`,
    );
    expect(await readRejected(file)).toMatchObject({
      code: 'field-invalid',
      xpath: `${ENTRY}/AcctSvcrRef[2]`,
      reference: 'A',
    });
  });

  it('is refused where both choices of a date are made', async () => {
    const both = '<BookgDt><Dt>2026-03-01</Dt><DtTm>2026-03-01T10:00:00Z</DtTm></BookgDt>';
    const file = withEntries('08').replace('</Ntfctn>', `${entryWith(both)}</Ntfctn>`);
    expect(await readRejected(file)).toMatchObject({
      code: 'field-invalid',
      xpath: `${ENTRY}/BookgDt/DtTm`,
    });
  });

  it.each([
    ['an element', '<b>A</b>'],
    ['an element of another namespace', 'A<b xmlns="urn:other"/>'],
  ])('is refused where a text holds %s', async (_, content) => {
    const file = withEntries('08', { servicerReference: 'HERE' }).replace('HERE', content);
    expect(await readRejected(file)).toMatchObject({ code: 'field-invalid', xpath: `${ENTRY}/AcctSvcrRef` });
  });

  it('has its fault in each of its transactions, since none can be taken over', async () => {
    const transactions = [{ amount: '1 USD', endToEndId: 'A' }, { amount: '2 USD' }];
    const items = await read(withEntries('08', { sign: null, reference: '7', transactions }));
    expect(items).toEqual([
      {
        kind: 'rejected',
        code: 'field-missing',
        xpath: `${ENTRY}/CdtDbtInd`,
        message: 'CdtDbtInd is missing or empty; it is required.',
        reference: 'A',
        entry: { endToEndId: 'A', entryReference: '7' },
        messageId: 'MSG-1',
        messageFormat: 'camt.054.001.08',
      },
      {
        kind: 'rejected',
        code: 'field-missing',
        xpath: `${ENTRY}/CdtDbtInd`,
        message: 'CdtDbtInd is missing or empty; it is required.',
        reference: '7',
        entry: { entryReference: '7' },
        messageId: 'MSG-1',
        messageFormat: 'camt.054.001.08',
      },
    ]);
  });

  it('does not hold up those before and behind it', async () => {
    const file = withEntries('04', { amount: '1 USD' }, { amount: '2 XYZ' }, { amount: '3 USD' });
    const items = await read(file);
    expect(items.map(({ kind, xpath }) => [kind, xpath])).toEqual([
      ['entry', `${MESSAGE}/Ntfctn[1]/Ntry[1]`],
      ['rejected', `${MESSAGE}/Ntfctn[1]/Ntry[2]/Amt/@Ccy`],
      ['entry', `${MESSAGE}/Ntfctn[1]/Ntry[3]`],
    ]);
  });
});

describe('a transaction with a fault', () => {
  it.each<[TransactionParts, string]>([
    [{ sign: 'PLUS' }, '/CdtDbtInd'],
    [{ endToEndId: 'E'.repeat(36) }, '/Refs/EndToEndId'],
    [{ uetr: UETR.replace('-4', '-1') }, '/Refs/UETR'],
    [{ uetr: UETR.replaceAll('-', '') }, '/Refs/UETR'],
    [{ debtor: 'N'.repeat(141) }, '/RltdPties/Dbtr/Pty/Nm'],
    [{ remittance: ['one', 'U'.repeat(141)] }, '/RmtInf/Ustrd[2]'],
    [
      { remittance: [{ documents: ['1', '2'] }, { documents: ['3', '4'.repeat(36)] }] },
      '/RmtInf/Strd[2]/RfrdDocInf[2]/Nb',
    ],
    [{ remittance: [{ creditorReference: 'R'.repeat(36) }] }, '/RmtInf/Strd[1]/CdtrRefInf/Ref'],
  ])('%j is refused at %s', async (parts, path) => {
    const file = withEntries('08', { reference: '7', transactions: [parts] });
    expect(await readRejected(file)).toEqual({
      kind: 'rejected',
      code: 'field-invalid',
      xpath: `${TRANSACTION}${path}`,
      message: expect.stringMatching(/^.{10,120}$/),
      reference: '7',
      entry: { entryReference: '7' },
      messageId: 'MSG-1',
      messageFormat: 'camt.054.001.08',
    });
  });

  it('that reverses a credit is refused at a reason that is no code of four characters; another entry is not', async () => {
    const transactions = [{ returnReason: 'AC4' }];
    expect(
      await readRejected(withEntries('08', { sign: 'DBIT', reversal: 'true', transactions })),
    ).toMatchObject({ code: 'field-invalid', xpath: `${TRANSACTION}/RtrInf/Rsn/Cd` });
    expect(await readOne(withEntries('08', { transactions }))).not.toHaveProperty('returnReason');
  });

  it('leaves the others of its batch sound', async () => {
    const transactions = [{ amount: '1 USD' }, { amount: '2 USD', sign: 'PLUS' }, { amount: '3 USD' }];
    const items = await read(withEntries('08', { transactions }));
    expect(items.map(({ kind }) => kind)).toEqual(['entry', 'rejected', 'entry']);
  });

  it('counts characters, not units of UTF-16', async () => {
    const file = withEntries('08', { transactions: [{ debtor: '𝔑'.repeat(140) }] });
    expect((await readOne(file)).debtorName).toBe('𝔑'.repeat(140));
  });

  it('is refused where it has more remittance texts than a settlement holds', async () => {
    const texts = (count: number) => Array.from({ length: count }, (_, i) => `INV-${i + 1}`);
    const file = (count: number) => withEntries('08', { transactions: [{ remittance: texts(count) }] });
    expect((await readOne(file(100))).remittance).toEqual(texts(100));
    expect(await readRejected(file(101))).toMatchObject({
      code: 'field-invalid',
      xpath: `${TRANSACTION}/RmtInf/Ustrd[101]`,
    });
  });

  it('shows a long value only as far as it helps', async () => {
    const { message } = await readRejected(withEntries('08', { valueDate: '9'.repeat(40) }));
    expect(message).toContain('9'.repeat(40));
    const { message: cut } = await readRejected(withEntries('08', { amount: `${'x'.repeat(40)} USD` }));
    expect(cut.length).toBeLessThan(120);
  });
});

describe('a fault of the message', () => {
  const account = '<Id><IBAN>PK36SCBL0000001123456702</IBAN></Id>';
  const acct = `${MESSAGE}/Ntfctn[1]/Acct`;
  it.each<[string, string, string, string]>([
    ['no header', camt054().replace(/<GrpHdr>.*<\/GrpHdr>/, ''), 'field-missing', `${MESSAGE}/GrpHdr/MsgId`],
    ['no message id', camt054({ messageId: null }), 'field-missing', `${MESSAGE}/GrpHdr/MsgId`],
    ['an empty message id', camt054({ messageId: ' ' }), 'field-missing', `${MESSAGE}/GrpHdr/MsgId`],
    ['a long message id', camt054({ messageId: 'M'.repeat(36) }), 'field-invalid', `${MESSAGE}/GrpHdr/MsgId`],
    [
      'two headers',
      camt054().replace(/(<GrpHdr>.*<\/GrpHdr>)/, '$1$1'),
      'field-invalid',
      `${MESSAGE}/GrpHdr[2]`,
    ],
    [
      'the header last',
      camt054().replace(/(<GrpHdr>.*<\/GrpHdr>)(.*<\/Ntfctn>)/, '$2$1'),
      'field-missing',
      `${MESSAGE}/GrpHdr/MsgId`,
    ],
    [
      'a second header behind the notifications',
      camt054().replace(/(<GrpHdr>.*<\/GrpHdr>)(.*<\/Ntfctn>)/, '$1$2$1'),
      'field-invalid',
      `${MESSAGE}/GrpHdr[2]`,
    ],
    ['no notification', camt054({ notifications: [] }), 'field-missing', `${MESSAGE}/Ntfctn`],
    ['no account', camt054({ notifications: [{ iban: null }] }), 'field-missing', `${acct}/Id`],
    [
      'no account and no entry',
      camt054({ notifications: [{ iban: null, entries: [] }] }),
      'field-missing',
      `${acct}/Id`,
    ],
    [
      'the account last',
      camt054().replace(/(<Acct>.*<\/Acct>)(.*)(<\/Ntfctn>)/, '$2$1$3'),
      'field-missing',
      `${acct}/Id`,
    ],
    [
      'two accounts',
      camt054().replace('</Acct>', `</Acct><Acct>${account}</Acct>`),
      'field-invalid',
      `${acct}[2]`,
    ],
    [
      'a second account behind the entries',
      camt054().replace('</Ntfctn>', `<Acct>${account}</Acct></Ntfctn>`),
      'field-invalid',
      `${acct}[2]`,
    ],
    [
      'both kinds of account',
      camt054({ notifications: [{ iban: 'PK36SCBL0000001123456702', account: '1' }] }),
      'field-invalid',
      `${acct}/Id`,
    ],
    [
      'an IBAN with spaces',
      camt054({ notifications: [{ iban: 'PK36 SCBL 0000 0011 2345 6702' }] }),
      'field-invalid',
      `${acct}/Id/IBAN`,
    ],
    [
      'an unknown copy code',
      camt054({ notifications: [{ copy: 'TWIN' }] }),
      'field-invalid',
      `${MESSAGE}/Ntfctn[1]/CpyDplctInd`,
    ],
    ['an empty document', camt054().replace(/<BkTo.*Ntfctn>/, ''), 'field-missing', MESSAGE],
    ['two messages', camt054().replace(/(<BkTo.*Ntfctn>)/, '$1$1'), 'field-invalid', `${MESSAGE}[2]`],
  ])('%s', async (_, file, code, xpath) => {
    expect(await faultOf(file)).toMatchObject({ code, xpath });
  });

  it.each(VERSIONS)('of version 001.%s names the notification that it stands in', async (version) => {
    const file = camt054({ version, notifications: [{}, {}, { iban: null }] });
    expect(await faultOf(file)).toMatchObject({ xpath: `${MESSAGE}/Ntfctn[3]/Acct/Id` });
  });
});

/** An entry of version 001.08 whose references and dates are what `markup` says. */
function entryWith(markup: string): string {
  return `<Ntry><Amt Ccy="USD">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>${markup}</Ntry>`;
}
