import { randomUUID } from 'node:crypto';
import { fileOf, pacs002, pacs008 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { clientOf } from './outgoing-client.spec-kit.js';

let payments: RunningPayments;
let call: ReturnType<typeof clientOf>;
beforeAll(async () => {
  payments = await startPayments();
  call = clientOf(payments);
});
afterAll(() => payments.stop());

/** What a bank is told of a file, of these types of events. */
const toldOf = async (xml: string, ...types: readonly string[]) => {
  const after = (await payments.world.log()).at(-1)?.position ?? 0;
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  const { items } = (await call('karachi', 'GET', `outgoing?after=${after}&types=${types}`)).body;
  return { results: body.results, items };
};

it.each([
  ['taken', 'ACTC', ['1000.00']],
  ['refused', 'RJCT', ['-1']],
  ['taken in part', 'PART', ['1000.00', '-1']],
])('a message that is %s says by its id how it stands', async (_, status, amounts) => {
  const messageId = `OM-${status}`;
  const payment = (amount: string) =>
    /<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s.exec(pacs008(messageId, { uetr: randomUUID(), amount }))?.[0] ?? '';
  const xml = pacs008(messageId, { uetr: '' }).replace(
    /<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s,
    amounts.map(payment).join(''),
  );
  const { items } = await toldOf(xml, 'MessageReceived', 'MessageProcessed');
  const message = { messageId, definition: 'pacs.008.001.08' };
  expect(items.map((item) => [item.type, item.isoStatus, item.message])).toEqual([
    ['MessageReceived', 'RCVD', message],
    ['MessageProcessed', status, message],
  ]);
});

it('a status is told with what its payment is called, and as pending while the answer to it was so', async () => {
  const uetr = randomUUID();
  const reference = { endToEndId: 'INV-2026-0042', uetr };
  const told = async (xml: string) => {
    const { results, items } = await toldOf(xml, 'PaymentStatusReported');
    expect(items.map((item) => [item.reference, item.isoStatus])).toEqual([
      [reference, results.at(-1)?.isoStatus],
    ]);
    return items[0];
  };
  expect(await told(pacs002('OM-2', 'ACCC', { uetr }))).toMatchObject({
    isoStatus: 'PDNG',
    message: { messageId: 'OM-2', definition: 'pacs.002.001.10' },
  });
  expect(await told(pacs002('OM-3', 'ACSC', { uetr }))).toMatchObject({ isoStatus: 'RCVD' });
  const { items } = await toldOf(pacs008('OM-8', { uetr }), 'SettlementBooked');
  expect(items).toMatchObject([{ isoStatus: 'ACTC', reference }]);
  // Of a payment to another bank the status informs.
  const other = randomUUID();
  const elsewhere = pacs008('OM-9', { uetr: other }).replaceAll('DEMOPKKA', 'DEMOPKKB');
  const both = fileOf(elsewhere, pacs002('OM-4', 'ACCC', { uetr: other }));
  const { results, items: informed } = await toldOf(both, 'PaymentStatusReported');
  expect(results.at(-1)?.isoStatus).toBe('RCVD');
  expect(informed).toMatchObject([{ isoStatus: 'RCVD' }]);
});
