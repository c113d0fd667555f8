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
  expect(again).toMatchObject({ status: 409, body: { code: 'illegal-step' } });
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
