import { randomUUID } from 'node:crypto';
import { type CamtTransaction, camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import type { ItemResult } from '../messages/item-result.js';
import { type PaymentFacts, pacs004 } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { eventually } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
beforeAll(async () => {
  payments = await startPayments();
});
afterAll(() => payments.stop());

const send = async (xml: string) => {
  const { status, body } = await payments.karachi.file(xml);
  expect(status).toBe(200);
  return body.results;
};
const one = async (xml: string) => (await send(xml))[0];
const messageId = () => randomUUID().slice(0, 30);
const advice = (facts: Parameters<typeof pacs004>[1]) => pacs004(messageId(), facts);
const credit = async (facts: Partial<PaymentFacts> = {}) => {
  const uetr = randomUUID();
  const settlementId = (await one(camt054([{ uetr, ...facts }])))?.settlementId ?? '';
  return { uetr, settlementId };
};
/** The transaction of a message once more, with other texts. */
const twice = (xml: string, ...changes: readonly (readonly [from: string, to: string])[]): string => {
  const [transaction = ''] = /<(TxInf|CdtTrfTxInf)>.*<\/\1>/s.exec(xml) ?? [];
  const other = changes.reduce((text, [from, to]) => text.replace(from, to), transaction);
  return xml.replace(transaction, transaction + other);
};
const returned = async (settlementId: string) =>
  (await payments.world.events('SettlementReturned', (data) => data.settlementId === settlementId)).map(
    ({ data }) => [data.amount.amount, data.returnedAmount.amount],
  );

describe('a return that tells the amount of its original', () => {
  it.each([
    // Banks on the way took of what they had settled before it was credited.
    ['1010.00', '1000.00', undefined, ['1000.00', '1000.00']],
    ['1010.00', '990.00', '20.00', ['1000.00', '990.00']],
    ['1000.00', '400.00', undefined, ['400.00', '400.00']],
    ['1000.00', '390.00', '10.00', ['400.00', '390.00']],
  ])('of %s, of which %s went back and %s was kept, undoes %j', async (amount, back, charge, undone) => {
    const { uetr, settlementId } = await credit();
    const result = await one(advice({ uetr, amount, returned: back, ...(charge && { charge }) }));
    expect(result).toMatchObject({ status: 'accepted', settlementId });
    expect(await returned(settlementId)).toEqual([undone]);
  });

  it('that is less than the credit is not of that: nothing is given back, be it before or behind it', async () => {
    const { uetr, settlementId } = await credit();
    expect(await one(advice({ uetr, amount: '10.00', returned: '10.00' }))).toMatchObject({
      status: 'rejected',
      code: 'AM09',
      reason: 'original-amount-differs',
    });
    expect(await returned(settlementId)).toEqual([]);

    const early = randomUUID();
    await one(advice({ uetr: early, amount: '999.99', returned: '999.99' }));
    const later = await one(camt054([{ uetr: early }]));
    const refused = await eventually(async () => {
      const { body } = await jsonClient(payments.url, 'karachi-key').get(
        '/v1/work-lists/returns?status=refused',
      );
      const { items } = body as { items: readonly { uetr: string; reason: string }[] };
      return items.find((each) => each.uetr === early);
    });
    expect(refused.reason).toContain('999.99 USD');
    expect(await returned(later?.settlementId ?? '')).toEqual([]);
  });
});

describe('a debit under the UETR of a credit that is no reversal by its own words', () => {
  const debit = (uetr: string, entry: Partial<CamtTransaction> = {}) =>
    one(
      camt054([
        {
          uetr,
          servicerReference: messageId(),
          sign: 'DBIT',
          amount: '15.00',
          bookedOn: '2026-04-07',
          valueDate: '2026-04-07',
          ...entry,
        },
      ]),
    );

  it('is a debit, such as of charges', async () => {
    const { uetr, settlementId } = await credit();
    expect(await debit(uetr)).toMatchObject({ status: 'rejected', code: 'AG03', reason: 'not-a-credit' });
    await one(advice({ uetr, returned: '400.00' }));
    expect(await debit(uetr)).toMatchObject({ status: 'rejected', reason: 'not-a-credit' });
    expect(await returned(settlementId)).toEqual([['400.00', '400.00']]);
  });

  it('gives it back where it says why', async () => {
    const { uetr, settlementId } = await credit();
    expect(await debit(uetr, { returnReason: 'AC04' })).toMatchObject({ status: 'accepted', settlementId });
    expect(await returned(settlementId)).toEqual([['15.00', '15.00']]);
  });

  it.each(['390.00', '400.00'])('is the return that a pacs.004 told of, at %s', async (amount) => {
    const { uetr, settlementId } = await credit();
    const { returnId } = (await one(advice({ uetr, returned: '390.00', charge: '10.00' }))) ?? {};
    expect(await debit(uetr, { amount })).toMatchObject({ status: 'duplicate', returnId });
    expect(await returned(settlementId)).toEqual([['400.00', '390.00']]);
  });
});

describe('of several returns of one credit each, told again,', () => {
  const answerOf = (result: ItemResult | undefined) => [
    result?.settlementId,
    result?.returnId,
    result?.position,
  ];

  it('is answered as the first time, from messages of their own', async () => {
    const { uetr } = await credit();
    const messages = [
      advice({ uetr, returned: '100.00' }),
      advice({ uetr, returned: '250.00' }).replace('<RtrId>R-1', '<RtrId>R-2'),
    ];
    const first = [];
    for (const message of messages) first.push(await one(message));
    for (const [index, message] of messages.entries()) {
      const again = await one(message);
      expect(again?.status).toBe('duplicate');
      expect(answerOf(again)).toEqual(answerOf(first[index]));
    }
  });

  it('and from one message', async () => {
    const { uetr, settlementId } = await credit();
    const message = twice(advice({ uetr, returned: '100.00' }), ['R-1', 'R-2'], ['100.00', '250.00']);
    const first = await send(message);
    const again = await send(message);
    expect(again.map((each) => each.status)).toEqual(['duplicate', 'duplicate']);
    expect(again.map(answerOf)).toEqual(first.map(answerOf));
    expect(new Set(first.map((each) => each.returnId)).size).toBe(2);
    expect(await returned(settlementId)).toEqual([
      ['100.00', '100.00'],
      ['250.00', '250.00'],
    ]);
  });
});
