import { read, readOne, readRejected } from '../reading.spec-kit.js';
import { escaped, VERSIONS, withEntries, withTransactions } from './camt054.spec-kit.js';

const ENTRY = '/Document/BkToCstmrDbtCdtNtfctn/Ntfctn[1]/Ntry[1]';
const TRANSACTION = `${ENTRY}/NtryDtls[1]/TxDtls[1]`;

describe('an amount', () => {
  it.each([
    ['0012.50', 'USD', '12.50'],
    ['12.5', 'USD', '12.50'],
    ['12.50000', 'USD', '12.50'],
    ['+12.50', 'USD', '12.50'],
    ['12.', 'USD', '12.00'],
    ['.5', 'USD', '0.50'],
    ['0.01', 'PKR', '0.01'],
    ['1500', 'JPY', '1500'],
    ['1500.00', 'JPY', '1500'],
    ['1.2345', 'UYW', '1.2345'],
    ['1.234', 'KWD', '1.234'],
    ['9007199254740993.01', 'USD', '9007199254740993.01'],
    ['9999999999999999.99', 'USD', '9999999999999999.99'],
    ['000000000000000000000012.50', 'USD', '12.50'],
    ['12.5000000000000000000000', 'USD', '12.50'],
    [' 12.50\n', 'USD', '12.50'],
  ])('of %j %s is read as %s', async (written, currency, amount) => {
    const file = withEntries('04', { amount: `@ ${currency}` }).replace('@', written);
    expect((await readOne(file)).amount).toEqual({ amount, currency });
  });

  it.each([
    ['12.345', 'USD', 'amount-too-precise', '/Amt'],
    ['12.34567', 'USD', 'amount-too-precise', '/Amt'],
    ['1500.5', 'JPY', 'amount-too-precise', '/Amt'],
    ['10000000000000000.00', 'USD', 'amount-too-large', '/Amt'],
    ['1000000000000000000', 'JPY', 'amount-malformed', '/Amt'],
    ['-12.50', 'USD', 'amount-not-positive', '/Amt'],
    ['-0', 'USD', 'amount-not-positive', '/Amt'],
    ['0', 'USD', 'amount-not-positive', '/Amt'],
    ['0.00', 'USD', 'amount-not-positive', '/Amt'],
    ['1e3', 'USD', 'amount-malformed', '/Amt'],
    ['1,500.00', 'USD', 'amount-malformed', '/Amt'],
    ['1 500.00', 'USD', 'amount-malformed', '/Amt'],
    ['0x10', 'USD', 'amount-malformed', '/Amt'],
    ['NaN', 'USD', 'amount-malformed', '/Amt'],
    ['.', 'USD', 'amount-malformed', '/Amt'],
    ['١٢', 'USD', 'amount-malformed', '/Amt'],
    ['9'.repeat(41), 'USD', 'field-invalid', '/Amt'],
    ['', 'USD', 'field-missing', '/Amt'],
    ['12.50', 'XYZ', 'unknown-currency', '/Amt/@Ccy'],
    ['12.50', 'usd', 'unknown-currency', '/Amt/@Ccy'],
    ['12.50', '', 'unknown-currency', '/Amt/@Ccy'],
    ['12.50', 'XAU', 'unknown-currency', '/Amt/@Ccy'],
  ])('of %j %s is refused with %s at %s', async (written, currency, code, path) => {
    const file = withEntries('04', { amount: `@ ${currency}` }).replace('@', escaped(written));
    expect(await readRejected(file)).toMatchObject({ code, xpath: `${ENTRY}${path}` });
  });

  it('without its currency is refused', async () => {
    expect(await readRejected(withEntries('08', { amount: '12.50' }))).toMatchObject({
      code: 'field-missing',
      xpath: `${ENTRY}/Amt/@Ccy`,
    });
  });

  it('of an entry may be 0 where its transactions state their own', async () => {
    const file = withEntries('08', { amount: '0.00 USD', transactions: [{ amount: '5 USD' }] });
    expect((await readOne(file)).amount).toEqual({ amount: '5.00', currency: 'USD' });
  });

  it('of an entry counts where that of its transactions does not', async () => {
    const file = withEntries('08', { amount: '-1 USD', transactions: [{ amount: '5 USD' }] });
    expect(await readRejected(file)).toMatchObject({ code: 'amount-not-positive', xpath: `${ENTRY}/Amt` });
  });

  it.each([
    ['its own before that of its underlying transaction', '5 USD', '7 USD', '5.00'],
    ['that of its underlying transaction before the entry', null, '7 USD', '7.00'],
  ])('of a transaction is %s', async (_, amount, underlyingAmount, read) => {
    const file = withTransactions('08', { amount, underlyingAmount });
    expect((await readOne(file)).amount).toEqual({ amount: read, currency: 'USD' });
  });

  it('of version 001.02 stands in the details of the amount only', async () => {
    const file = withTransactions('02', { amount: '5 USD', underlyingAmount: '7 USD' });
    expect((await readOne(file)).amount).toEqual({ amount: '7.00', currency: 'USD' });
  });

  it.each([
    ['04', { amount: '1.005 USD' }, '/Amt'],
    ['08', { amount: '1.005 USD' }, '/Amt'],
    ['02', { underlyingAmount: '1.005 USD' }, '/AmtDtls/TxAmt/Amt'],
    ['08', { underlyingAmount: '1.005 USD' }, '/AmtDtls/TxAmt/Amt'],
  ] as const)(
    'of a transaction of version 001.%s is refused where it stands',
    async (version, parts, path) => {
      expect(await readRejected(withTransactions(version, { endToEndId: 'E2E', ...parts }))).toMatchObject({
        code: 'amount-too-precise',
        xpath: `${TRANSACTION}${path}`,
        reference: 'E2E',
      });
    },
  );

  it.each(VERSIONS)('cannot be missing in a batch of version 001.%s', async (version) => {
    const file = withTransactions(version, { endToEndId: 'A' }, { underlyingAmount: '5 USD' });
    const path = version === '02' ? 'AmtDtls/TxAmt/Amt' : 'Amt';
    const [first, second] = await read(file);
    expect(first).toMatchObject({ code: 'field-missing', xpath: `${TRANSACTION}/${path}`, reference: 'A' });
    expect(second).toMatchObject({ kind: 'entry', amount: { amount: '5.00', currency: 'USD' } });
  });
});
