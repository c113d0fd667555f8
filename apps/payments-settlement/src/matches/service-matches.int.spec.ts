import { randomUUID } from 'node:crypto';
import { type BankClient, returnOf, settlementOf } from '../bank-client.spec-kit.js';
import { type RunningPayments, startPayments } from '../running-service.spec-kit.js';
import { ALMATY, EXPORTER, eventually, IMPORTER, KARACHI } from '../trade-world.spec-kit.js';

let payments: RunningPayments;
let world: RunningPayments['world'];
let karachi: BankClient;
let operator: BankClient;

beforeAll(async () => {
  payments = await startPayments();
  ({ world, karachi } = payments);
  operator = payments.another('operator');
});
afterAll(() => payments.stop());

const usd = (amount: string) => ({ amount, currency: 'USD' });
const reason = 'the order names it';

/** A contract of services of the exporter, as trade-events tells it. */
async function agreed(providerBank: string | null = KARACHI, provider = EXPORTER): Promise<string> {
  const serviceContractId = randomUUID();
  const terms = { subject: 'x', ...(providerBank !== null && { providerBank }) };
  await world.append(`servicecontract-${serviceContractId}`, 'ServiceContractRegistered', {
    ...{ serviceContractId, contractNumber: serviceContractId, provider, customer: IMPORTER },
    ...{ service: 'SI21', terms },
  });
  return serviceContractId;
}
/** A credit that names nothing that is open. */
async function booked(change: object = {}): Promise<string> {
  const references = { endToEndId: randomUUID().slice(0, 30) };
  const { status, body } = await karachi.settlement(settlementOf({ references, ...change }));
  expect(status).toBe(201);
  await eventually(async () => (await listedOf(body.settlementId))?.status === 'suspended');
  return body.settlementId;
}
const listedOf = async (id: string) =>
  (await operator.list('?limit=500')).body.items.find(({ settlementId }) => settlementId === id);
const pathOf = (settlementId: string) => `/v1/settlements/${settlementId}/service-matches`;
const eventsOf = async (settlementId: string) => {
  const types = [
    'SettlementMatchedToServiceContract',
    'SettlementUnmatchedFromServiceContract',
    'SettlementReturned',
  ] as const;
  const told = await Promise.all(
    types.map((type) => world.events(type, (data) => data.settlementId === settlementId)),
  );
  return told.flat().sort((a, b) => a.position - b.position);
};

it('is said by the bank that booked the credit, told with dollars and postings, and taken back', async () => {
  const [serviceContractId, settlementId] = [await agreed(), await booked()];
  const body = { serviceContractId, amount: usd('400.00'), reason };
  const key = randomUUID();
  const matched = await karachi.post(pathOf(settlementId), body, key);
  expect([matched.status, matched.body]).toEqual([
    200,
    { settlementId, serviceContractId, position: expect.any(Number) },
  ]);
  expect((await karachi.post(pathOf(settlementId), body, key)).body).toEqual(matched.body);
  // The rest waits, and is said to.
  await eventually(async () => (await listedOf(settlementId))?.status === 'suspended');
  expect(await listedOf(settlementId)).toMatchObject({ unallocated: usd('600.00') });
  const [event] = await eventsOf(settlementId);
  const moved = { of: KARACHI, amount: usd('400.00') };
  expect(event).toMatchObject({
    actor: `bank:${KARACHI}`,
    data: {
      ...{ serviceContractId, provider: EXPORTER.participantId, valueDate: '2026-03-31', reason },
      ...{ amount: usd('400.00'), unallocated: usd('600.00') },
      postings: [
        { ...moved, account: 'suspense', side: 'debit' },
        { ...moved, account: 'vostro', side: 'credit' },
      ],
    },
  });
  expect(event?.data).not.toHaveProperty('usd');
  expect((await karachi.post(pathOf(settlementId), { serviceContractId, reason })).status).toBe(200);
  await eventually(async () => (await listedOf(settlementId))?.status === 'matched');
  const unmatch = `${pathOf(settlementId)}/${serviceContractId}/unmatch`;
  expect((await karachi.post(unmatch, { reason: 'another one' })).status).toBe(200);
  await eventually(async () => (await listedOf(settlementId))?.unallocated.amount === '1000.00');
  const back = (await eventsOf(settlementId)).slice(2).map(({ data }) => data);
  expect(back).toMatchObject([
    { amount: usd('600.00'), because: 'person', takenBackOn: '2026-12-31', reason: 'another one' },
    { amount: usd('400.00'), unallocated: usd('1000.00') },
  ]);
  // It is so already.
  const again = await karachi.post(unmatch, { reason: 'once more' });
  expect([again.status, again.body.position]).toEqual([200, undefined]);
});

it('is worth dollars at the rate of the value date, and is matched also where there is none', async () => {
  const serviceContractId = await agreed();
  const inTenge = { amount: { amount: '5000.00', currency: 'KZT' } };
  const without = await booked(inTenge);
  expect((await karachi.post(pathOf(without), { serviceContractId, reason })).status).toBe(200);
  const rate = { base: 'USD', quote: 'KZT', rate: '500', on: '2026-03-31', source: 'nbk' };
  expect((await operator.post('/v1/rates', rate)).status).toBe(201);
  const withRate = await booked(inTenge);
  expect((await karachi.post(pathOf(withRate), { serviceContractId, reason })).status).toBe(200);
  const [[first], [second]] = [await eventsOf(without), await eventsOf(withRate)];
  expect(first?.data).not.toHaveProperty('usd');
  expect(second?.data).toMatchObject({
    usd: {
      amount: usd('10.00'),
      exchange: { from: 'KZT', to: 'USD', legs: [{ rate: '500', on: '2026-03-31', source: 'nbk' }] },
    },
  });
});

it('is taken back by a return of the credit, in the same append and before it', async () => {
  const [serviceContractId, settlementId] = [await agreed(), await booked()];
  await karachi.post(pathOf(settlementId), { serviceContractId, amount: usd('900.00'), reason });
  const { status, body } = await karachi.giveBack(settlementId, returnOf({ amount: usd('250.00') }));
  expect(status).toBe(201);
  const [, back, returned] = await eventsOf(settlementId);
  expect(back?.data).toMatchObject({
    ...{ because: 'returned', returnId: body.returnId, amount: usd('150.00'), unallocated: usd('250.00') },
  });
  expect(returned?.data).toMatchObject({ amount: usd('250.00'), unallocated: usd('0.00'), takenBack: [] });
  expect((returned?.position ?? 0) - (back?.position ?? 0)).toBe(1);
  await eventually(async () => (await listedOf(settlementId))?.unallocated.amount === '0.00');
});

it('pays nobody else’s invoice with the rest, whatever it names', async () => {
  const theirs = { participantId: 'demo-weavers', name: 'Weavers', country: 'PK' };
  const [serviceContractId, settlementId] = [
    await agreed(),
    await booked({ references: { endToEndId: 'OTHERS-1', remittance: ['OWN-1'] } }),
  ];
  await karachi.post(pathOf(settlementId), { serviceContractId, amount: usd('100.00'), reason });
  await world.invoice({ invoiceNumber: 'OTHERS-1', creditor: theirs, amount: usd('700.00') });
  await world.invoice({ invoiceNumber: 'OWN-1', amount: usd('700.00') });
  await world.publish();
  // The own one comes behind the other: once it is paid, that was looked at.
  await eventually(async () => (await listedOf(settlementId))?.unallocated.amount === '200.00');
  const { items } = (await operator.obligations('?limit=100')).body;
  const open = items.filter(({ invoiceNumber }) => /^(?:OTHERS|OWN)-1$/.test(invoiceNumber));
  expect(open.map(({ invoiceNumber, outstanding }) => [invoiceNumber, outstanding])).toEqual(
    expect.arrayContaining([['OTHERS-1', usd('700.00')]]),
  );
});

it('is refused for what the contract, the credit or whoever asks is', async () => {
  const [own, settlementId] = [await agreed(), await booked()];
  const refused = async (body: object, client = karachi, path = pathOf(settlementId)) => {
    const { status, body: problem } = await client.post(path, { reason, ...body });
    return [status, problem.code, problem.pointer];
  };
  const pointer = '/serviceContractId';
  const unnamed = await agreed(null);
  expect(await refused({ serviceContractId: unnamed })).toEqual([409, 'provider-bank-unnamed', pointer]);
  const elsewhere = await agreed(ALMATY);
  expect(await refused({ serviceContractId: elsewhere })).toEqual([422, 'bank-differs', pointer]);
  expect(await refused({ serviceContractId: randomUUID() })).toEqual([
    404,
    'service-contract-unknown',
    pointer,
  ]);
  expect(await refused({ serviceContractId: own, amount: usd('1000.01') })).toEqual([
    409,
    'allocation-exceeds-unallocated',
    '/amount/amount',
  ]);
  // Another bank's credit does not exist for it.
  expect(await refused({ serviceContractId: own }, payments.almaty)).toEqual([
    404,
    'settlement-unknown',
    undefined,
  ]);
  expect((await refused({ serviceContractId: own }, payments.another('trader')))[0]).toBe(403);
  expect((await karachi.post(pathOf(settlementId), { serviceContractId: own, reason }, '')).body.code).toBe(
    'idempotency-key-missing',
  );
  expect(await refused({}, karachi, `${pathOf(settlementId)}/${own}/unmatch`)).toMatchObject([
    409,
    'not-matched',
    pointer,
  ]);
  const withdrawn = await agreed();
  await world.append(`servicecontract-${withdrawn}`, 'ServiceContractWithdrawn', {
    serviceContractId: withdrawn,
    reason: 'x',
  });
  expect(await refused({ serviceContractId: withdrawn })).toEqual([
    409,
    'service-contract-withdrawn',
    pointer,
  ]);
  expect((await karachi.post(pathOf(settlementId), { serviceContractId: own, reason })).status).toBe(200);
  const theirs = await agreed(KARACHI, { participantId: 'demo-other', name: 'Other', country: 'PK' });
  expect(await refused({ serviceContractId: theirs })).toEqual([409, 'creditor-differs', pointer]);
  expect(await refused({ serviceContractId: own })).toEqual([409, 'nothing-unallocated', undefined]);
});
