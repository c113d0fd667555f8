import { randomUUID } from 'node:crypto';
import type { BankClient } from '../bank-client.spec-kit.js';
import { camt054 } from '../camt054.spec-kit.js';
import { jsonClient } from '../json-client.spec-kit.js';
import { pain001 } from '../messages/further-messages.spec-kit.js';
import { camt056, pacs002, pacs004, pacs008, pacs009Cover } from '../messages/payment-messages.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';

let payments: RunningPayments;
let karachi: BankClient;
beforeAll(async () => {
  payments = await startPayments();
  ({ karachi } = payments);
});
afterAll(() => payments.stop());

const items = async (query: string, key = 'karachi-key') => {
  const { status, body } = await jsonClient(payments.url, key).get(`/v1/settlements?${query}`);
  expect(status).toBe(200);
  return body.items;
};
const positionOf = ({ position }: { readonly position: number }): number => position;
const send = async (...files: readonly string[]) => {
  for (const xml of files) {
    const { status, body } = await karachi.file(xml);
    expect([status, body.results.map((each) => each.status === 'rejected')]).toEqual([
      200,
      body.results.map(() => false),
    ]);
  }
};

it('a payment that is not credited yet is found with its messages, and nothing of a credit', async () => {
  const uetr = randomUUID();
  await send(
    pacs008('I1', { uetr, endToEndId: 'ITEM-1' }),
    pacs002('I2', 'ACSC', { uetr, endToEndId: 'ITEM-1' }),
  );
  const found = await items(`uetr=${uetr}`);
  expect(found).toEqual([
    {
      paymentId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      bank: 'demo-bank-karachi',
      references: { endToEndId: 'ITEM-1', uetr, remittance: ['INV-2026-0042'] },
      position: found[0].messages[0].position,
      messages: [
        expect.objectContaining({ type: 'PaymentInstructed', format: 'pacs.008.001.08', messageId: 'I1' }),
        expect.objectContaining({ type: 'PaymentStatusReported', status: 'ACSC', messageId: 'I2' }),
      ],
    },
  ]);
  expect(await items('endToEndId=ITEM-1')).toEqual(found);
  // Without a reference the list is of what was booked.
  expect((await items('limit=500')).map(({ paymentId }: { paymentId?: string }) => paymentId)).not.toContain(
    found[0].paymentId,
  );
  expect(await items(`uetr=${uetr}`, 'almaty-key')).toEqual([]);
  expect(await items(`uetr=${uetr}`, 'operator-key')).toEqual(found);
});

it('what a payment is for is told as its instruction tells it, of several as the first between banks', async () => {
  const uetr = randomUUID();
  const of = async () => (await items(`uetr=${uetr}`))[0].references.remittance;
  const settled = (id: string, about: string) =>
    pacs008(id, { uetr }).replace('INV-2026-0042</Ustrd>', `${about}</Ustrd>`);
  const ordered = pain001('N1', 'ITEM-6')
    .replace('</EndToEndId></PmtId>', `</EndToEndId><UETR>${uetr}</UETR></PmtId>`)
    .replace('</CdtTrfTxInf>', '<RmtInf><Ustrd>as ordered</Ustrd></RmtInf></CdtTrfTxInf>');
  await send(pacs002('N0', 'ACSP', { uetr }));
  expect(await of()).toEqual([]);
  await send(ordered);
  expect(await of()).toEqual(['as ordered']);
  await send(settled('N2', 'as settled'), settled('N3', 'as told again'));
  expect(await of()).toEqual(['as settled']);
});

it('a payment has one item with all of its messages in the order in which they came, each once', async () => {
  const uetr = randomUUID();
  const facts = { uetr, endToEndId: 'ITEM-2' };
  const day = { bookedOn: '2026-04-07', valueDate: '2026-04-07' };
  await send(
    pacs008('J1', facts),
    pacs009Cover('J2', facts),
    pacs002('J3', 'ACCC', facts),
    camt054([facts], { messageId: 'J4' }),
    camt054([facts], { messageId: 'J5' }),
    camt056('J6', facts),
    pacs004('J7', facts),
    camt054([{ ...facts, sign: 'DBIT', reversal: 'true', ...day }], { messageId: 'J8' }),
  );
  const found = await items(`uetr=${uetr}`);
  expect(found).toHaveLength(1);
  const [{ settlementId, paymentId, status, amount, returned, messages }] = found;
  expect({ status, amount: amount.amount, returned: returned.amount }).toEqual({
    status: 'returned',
    amount: '1000.00',
    returned: '1000.00',
  });
  expect(
    messages.map(({ type, messageId }: { type: string; messageId?: string }) => [messageId, type]),
  ).toEqual([
    ['J1', 'PaymentInstructed'],
    ['J2', 'PaymentCovered'],
    ['J3', 'PaymentStatusReported'],
    ['J4', 'SettlementConfirmed'],
    ['J5', 'SettlementConfirmed'],
    ['J6', 'RecallRequested'],
    [undefined, 'RecallAnswered'],
    ['J7', 'PaymentReturnAdvised'],
    ['J8', 'SettlementConfirmed'],
  ]);
  const positions = messages.map(({ position }: { position: number }) => position);
  expect(positions).toEqual([...new Set<number>(positions)].toSorted((a, b) => a - b));
  const payment = await jsonClient(payments.url, 'karachi-key').get(`/v1/payments/${paymentId}`);
  expect(payment.body).toMatchObject({ settlementIds: [settlementId], messages });
});

it('a reversal alone is a message of its credit', async () => {
  const facts = { uetr: randomUUID(), servicerReference: 'ITEM-3-S' };
  const day = { bookedOn: '2026-04-07', valueDate: '2026-04-07' };
  await send(camt054([facts], { messageId: 'K1' }));
  await send(camt054([{ ...facts, sign: 'DBIT', reversal: 'true', ...day }], { messageId: 'K2' }));
  const [item] = await items(`uetr=${facts.uetr}`);
  expect(item.paymentId).toBeUndefined();
  expect(item.messages).toMatchObject([
    { type: 'SettlementBooked', messageId: 'K1' },
    { type: 'SettlementReturned', messageId: 'K2', position: item.returns[0].position },
  ]);
});

it('credits that share an end-to-end id are an item each, in pages, beside a payment that none of them is of', async () => {
  const facts = { uetr: randomUUID(), endToEndId: 'ITEM-4' };
  await send(camt054(['1.00', '2.00', '3.00'].map((amount) => ({ endToEndId: 'ITEM-4', amount }))));
  await send(pacs008('L1', facts));
  const all = await items('endToEndId=ITEM-4');
  expect(all.map((each: { amount?: { amount: string } }) => each.amount?.amount)).toEqual([
    '1.00',
    '2.00',
    '3.00',
    undefined,
  ]);
  const paged: { readonly position: number }[] = [];
  for (let after: string | undefined = '0'; after !== undefined; ) {
    const { body } = await jsonClient(payments.url, 'karachi-key').get(
      `/v1/settlements?endToEndId=ITEM-4&limit=3&after=${after}`,
    );
    paged.push(...body.items);
    after = body.next;
  }
  expect(paged.map(positionOf)).toEqual(all.map(positionOf));
});

it('a credit that tells no UETR is of the one payment with its end-to-end id', async () => {
  const facts = { uetr: randomUUID(), endToEndId: 'ITEM-5' };
  await send(pacs008('M1', facts), camt054([{ endToEndId: 'ITEM-5' }], { messageId: 'M2' }));
  const [item, ...others] = await items(`uetr=${facts.uetr}`);
  expect(others).toEqual([]);
  expect(item.messages).toMatchObject([{ messageId: 'M1' }, { messageId: 'M2', type: 'SettlementBooked' }]);
  expect((await items('endToEndId=ITEM-5')).map(positionOf)).toEqual([item.position]);
});

it('a credit that a status booked is listed by the first entry of the account: its days, its account and its reference', async () => {
  const uetr = randomUUID();
  const entry = (servicerReference: string, day: string, amount: string) =>
    camt054([{ uetr, servicerReference, bookedOn: '2026-04-01', valueDate: day, amount }]);
  await send(pacs008('ED-8', { uetr }), pacs002('ED-2', 'ACCC', { uetr }));
  const of = async () => {
    const [{ settlementId, bookedOn, valueDate, amount, references }] = await items(`uetr=${uetr}`);
    return { settlementId, days: [bookedOn, valueDate], amount: amount.amount, references };
  };
  const { settlementId } = await of();
  expect(await of()).toMatchObject({ days: ['2026-03-31', '2026-03-31'], references: { uetr } });
  await send(entry('ED-S', '2026-04-02', '1000.00'));
  const listed = {
    settlementId,
    days: ['2026-04-01', '2026-04-02'],
    amount: '1000.00',
    references: { uetr, accountServicerReference: 'ED-S' },
  };
  expect(await of()).toMatchObject(listed);
  // What tells of it by other days later changes nothing any more.
  await send(entry('ED-T', '2026-04-05', '1000.00'));
  expect(await of()).toMatchObject(listed);
  // A reversal finds it by the reference of its entry.
  const back = { servicerReference: 'ED-S', sign: 'DBIT', reversal: 'true', bookedOn: '2026-04-07' };
  const { body } = await karachi.file(camt054([{ ...back, amount: '10.00', valueDate: '2026-04-07' }]));
  expect(body.results).toMatchObject([{ status: 'accepted', settlementId }]);
});
