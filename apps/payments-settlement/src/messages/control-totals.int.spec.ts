import { randomUUID } from 'node:crypto';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { camt053, pain001 } from './further-messages.spec-kit.js';
import { pacs002, pacs004, pacs008 } from './payment-messages.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

/** Each with its header counting so many transactions and their amounts so. */
const counting = (xml: string, count: number, sum: string): string =>
  xml.replace('<NbOfTxs>1</NbOfTxs>', `<NbOfTxs>${count}</NbOfTxs><CtrlSum>${sum}</CtrlSum>`);
/** Its transaction, and behind that another one. */
const withAnother = (xml: string, change: (transaction: string) => string): string =>
  xml.replace(/<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s, (transaction) => transaction + change(transaction));
const warned = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return {
    results: body.results.map((each) => each.status),
    warnings: body.warnings.map(({ code, isoCode, messageId }) => [code, isoCode, messageId]),
  };
};

const differ = (id: string) => [
  ['transactions-differ', 'AM18', id],
  ['control-sum-differs', 'AM10', id],
];

it.each<[string, (id: string) => string]>([
  ['pacs.008', (id) => pacs008(id, { uetr: randomUUID() })],
  ['pain.001', (id) => pain001(id, id)],
])('a %s whose header counts otherwise is taken as it came, and says so', async (family, message) => {
  const xml = message(`CT-${family}`);
  expect(await warned(counting(xml, 3, '9999.00'))).toEqual({
    results: ['accepted'],
    warnings: differ(`CT-${family}`),
  });
});

it('so is a return, whose returned amounts count', async () => {
  const uetr = randomUUID();
  await warned(pacs008('CT-8', { uetr }));
  await warned(pacs002('CT-2', 'ACCC', { uetr }));
  const { warnings } = await warned(counting(pacs004('CT-4', { uetr, returned: '990.00' }), 1, '1000'));
  expect(warnings).toEqual([['control-sum-differs', 'AM10', 'CT-4']]);
  const again = await warned(counting(pacs004('CT-5', { uetr, returned: '990.00' }), 1, '990'));
  expect(again.warnings).toEqual([]);
});

it('amounts of several currencies are one control sum', async () => {
  const another = (transaction: string): string =>
    transaction
      .replace(/<InstdAmt.*<\/InstdAmt>/, '<InstdAmt Ccy="JPY">250</InstdAmt>')
      .replace('CT-JPY', 'CT-JPY-2');
  const { results, warnings } = await warned(
    counting(withAnother(pain001('CT-SUM', 'CT-JPY'), another), 2, '1250.0'),
  );
  expect([results, warnings]).toEqual([['accepted', 'accepted'], []]);
});

it('where a transaction has a fault, its amount is not known and nothing is said of the sum', async () => {
  const another = (transaction: string): string => transaction.replace('>1000.00<', '>x<');
  const file = counting(withAnother(pain001('CT-FAULT', 'CT-FAULT'), another), 2, '5000.00');
  expect(await warned(file)).toEqual({ results: ['accepted', 'rejected'], warnings: [] });
});

it('a statement tells what of its summary its entries do not come to', async () => {
  const summed = (id: string, sum: string): string =>
    camt053(id).replace(
      '<Ntry>',
      `<TxsSummry><TtlNtries><NbOfNtries>1</NbOfNtries><Sum>${sum}</Sum></TtlNtries><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>${sum}</Sum></TtlCdtNtries></TxsSummry><Ntry>`,
    );
  const { body } = await payments.karachi.file(summed('CT-ST-1', '777.00'));
  expect(body.results).toMatchObject([{ status: 'accepted' }]);
  expect(body.warnings).toMatchObject([
    { code: 'entries-differ', messageId: 'CT-ST-1', message: expect.stringContaining('777') },
    { code: 'entries-differ', messageId: 'CT-ST-1', message: expect.stringContaining('sum of credits') },
  ]);
  expect((await payments.karachi.file(summed('CT-ST-2', '100.00'))).body.warnings).not.toContainEqual(
    expect.objectContaining({ code: 'entries-differ' }),
  );
});
