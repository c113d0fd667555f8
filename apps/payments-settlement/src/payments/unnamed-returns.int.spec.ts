import { randomUUID } from 'node:crypto';
import { camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { pacs004, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const one = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return body.results[0];
};
const returned = async (settlementId: string | undefined) =>
  (await payments.world.events('SettlementReturned', (data) => data.settlementId === settlementId)).map(
    ({ data }) => data.amount.amount,
  );
const worked = async (query = '', key = 'karachi-key') =>
  (await jsonClient(payments.url, key).get(`/v1/work-lists/returns${query}`)).body.items;

it('a return without a UETR is of the payment of the original message', async () => {
  const facts = { uetr: randomUUID(), endToEndId: 'NO-UETR-1' };
  await one(pacs008('N1', facts));
  const credit = await one(camt054([facts]));
  const advice = pacs004('N2', { ...facts, uetr: '', messageId: 'N1' });
  const first = await one(advice);
  expect(first).toMatchObject({ status: 'accepted', settlementId: credit?.settlementId });
  expect(await one(advice)).toMatchObject({ status: 'duplicate', returnId: first?.returnId });
  expect(await returned(credit?.settlementId)).toEqual(['1000.00']);
});

it('or of the one credit with its end-to-end id and amount, though that has no UETR', async () => {
  const credit = await one(camt054([{ endToEndId: 'NO-UETR-2' }]));
  const advice = pacs004('N3', { uetr: '', endToEndId: 'NO-UETR-2' });
  const first = await one(advice);
  expect(first).toMatchObject({ status: 'accepted', isoStatus: 'ACTC', settlementId: credit?.settlementId });
  expect(await one(advice)).toMatchObject({ status: 'duplicate', position: first?.position });
  expect(await returned(credit?.settlementId)).toEqual(['1000.00']);
});

it('or else it is refused with its reason, and nothing of it is kept', async () => {
  const before = (await payments.world.events('PaymentReturnAdvised')).length;
  expect(await one(pacs004('N4', { uetr: '', endToEndId: 'NO-UETR-3' }))).toMatchObject({
    status: 'rejected',
    isoStatus: 'RJCT',
    reason: 'original-unknown',
  });
  const alike = ['A', 'B'].map((servicerReference) => ({ endToEndId: 'NO-UETR-4', servicerReference }));
  await payments.karachi.file(camt054(alike));
  expect(await one(pacs004('N5', { uetr: '', endToEndId: 'NO-UETR-4' }))).toMatchObject({
    status: 'rejected',
    reason: 'original-ambiguous',
  });
  expect(await payments.world.events('PaymentReturnAdvised')).toHaveLength(before);
});

it('a return that waits, and one that does not fit its credit, are on the work list until they are done', async () => {
  const [waits, differs] = [randomUUID(), randomUUID()];
  await one(pacs004('W1', { uetr: waits }));
  const advice = pacs004('W2', { uetr: differs });
  const first = await one(advice);
  expect(await worked('?status=waiting')).toMatchObject([
    { uetr: waits, messageId: 'W1', amount: { amount: '1000.00', currency: 'USD' }, status: 'waiting' },
    { uetr: differs, messageId: 'W2' },
  ]);
  await one(camt054([{ uetr: waits }]));
  const credit = await one(camt054([{ uetr: differs, currency: 'EUR' }]));
  await eventually(async () => (await worked('?status=refused')).length === 1);
  expect(await worked()).toMatchObject([
    { uetr: differs, status: 'refused', reason: 'USD goes back of a credit in EUR.' },
  ]);
  // What was taken stays so: the same bytes say why it is not done, also under its id in another file.
  const why = {
    status: 'duplicate',
    isoStatus: 'PDNG',
    paymentId: first?.paymentId,
    position: first?.position,
    code: 'CURR',
    reason: 'currency-differs',
    message: 'USD goes back of a credit in EUR.',
  };
  expect(await one(advice)).toMatchObject(why);
  expect(await one(advice.replace('AC04', 'AC03'))).toMatchObject(why);
  expect(await worked('', 'operator-key')).toEqual(await worked());
  expect(await worked('', 'almaty-key')).toEqual([]);
  const back = {
    amount: { amount: '1000.00', currency: 'EUR' },
    bookedOn: '2026-04-07',
    valueDate: '2026-04-07',
  };
  expect((await payments.karachi.giveBack(credit?.settlementId ?? '', back)).status).toBe(201);
  expect(await worked()).toEqual([]);
});
