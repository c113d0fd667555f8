import { TradeWorld, target } from '../../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const usd = (amount: string) => ({ amount, currency: 'USD' });

it('sets a target, once', async () => {
  const wanted = { ...target('pk-kz-yearly'), dueOn: '2027-12-31' };
  const set = await world.post('operator', 'targets', wanted);
  expect(set).toMatchObject({ status: 201, body: { targetId: 'pk-kz-yearly' } });
  expect(await world.log.readStream('target-pk-kz-yearly')).toMatchObject([
    { type: 'TargetSet', data: { dueOn: '2027-12-31' }, participants: [], actor: 'operator:demo-operator' },
  ]);
  const again = await world.post('operator', 'targets', wanted);
  expect(again).toMatchObject({ status: 409, body: { code: 'illegal-step', legalNow: ['ReviseTarget'] } });
});

it('is revised by the Commission, and keeps what it was', async () => {
  await world.done('commission', 'targets', target('pk-uz-yearly'));
  const { occurredAt, yearlyAmount: _, source } = target();
  const terms = {
    yearlyAmount: usd('2000000000.00'),
    baselineYear: 2024,
    definition: 'Goods by IMTS 2010',
    meetingId: '0191d8a0-7c01-7a00-8c11-4f6e2b9d0a10',
    source,
    reason: 'Decided at the 14th session',
  };
  const revised = await world.post('commission', 'targets/pk-uz-yearly/revisions', { occurredAt, ...terms });
  expect(revised).toMatchObject({ status: 200, body: { targetId: 'pk-uz-yearly' } });
  expect(await world.log.readStream('target-pk-uz-yearly')).toMatchObject([
    { type: 'TargetSet', data: { yearlyAmount: usd('1000000000.00') } },
    { type: 'TargetRevised', data: terms, actor: 'commission:demo-commission' },
  ]);
  for (const id of ['pk-tj-yearly', 'No_target']) {
    const unknown = await world.post('commission', `targets/${id}/revisions`, { occurredAt, ...terms });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'target-unknown' } });
  }
});

it.each([
  [
    'in rupees',
    { yearlyAmount: { amount: '1', currency: 'PKR' } },
    'currency-differs',
    '/yearlyAmount/currency',
  ],
  ['of nothing', { yearlyAmount: usd('0') }, 'amount-not-positive', '/yearlyAmount/amount'],
  ['with itself', { partner: 'PK' }, 'partner-is-reporter', '/partner'],
  ['of nowhere', { reporter: 'XX' }, 'country-unknown', '/reporter'],
  ['under a name with a space', { targetId: 'my target' }, 'content-invalid', '/targetId'],
  ['by 30 February', { dueOn: '2027-02-30' }, 'content-invalid', '/dueOn'],
])('a target %s', async (_, change, code, pointer) => {
  const answer = await world.refused(() => world.post('operator', 'targets', { ...target(), ...change }));
  expect(answer).toMatchObject({ status: 422, body: { code, pointer } });
});
