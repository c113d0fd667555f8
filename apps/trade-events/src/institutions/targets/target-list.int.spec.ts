import { TradeWorld, target } from '../../trade-events.spec-kit.js';
import { reached, shown } from '../meetings/meeting.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-04-01T00:00:00Z'));
});
afterAll(() => world.stop());

const usd = (amount: string) => ({ amount, currency: 'USD' });

it('is read from the log, as it is now, by whoever has a key', async () => {
  await world.done('operator', 'targets', target('pk-kz-yearly'));
  const { occurredAt, source } = target();
  const terms = { yearlyAmount: usd('2000000000.00'), baselineYear: 2024, source };
  await world.done('commission', 'targets/pk-kz-yearly/revisions', {
    occurredAt,
    ...terms,
    reason: 'Decided',
  });
  expect((await world.get('bank', 'targets/pk-kz-yearly')).body).toEqual({
    targetId: 'pk-kz-yearly',
    reporter: 'PK',
    partner: 'KZ',
    ...terms,
    legalNow: [],
    version: 2,
  });
  expect((await world.get('commission', 'targets/pk-kz-yearly')).body.legalNow).toEqual(['ReviseTarget']);
  for (const id of ['pk-tj-yearly', 'No_target']) {
    expect(await world.get('bank', `targets/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'target-unknown' },
    });
  }
});

it('lists targets as they were at a position, in the order in which they were set', async () => {
  expect(await world.get('bank', 'targets')).toMatchObject({ status: 503 });
  await reached(world, { targets: 20 });
  const row = {
    told_on: '2026-02-04',
    partner: 'KZ',
    source: 'Joint statement',
    yearly_amount_cents: 100_000_000_000,
  };
  await shown(world, 'targets', {
    target_id: 'b',
    reporter: 'PK',
    position: 5,
    due_on: '2027-12-31',
    ...row,
  });
  await shown(world, 'targets', { target_id: 'a', reporter: 'UZ', position: 9, ...row });
  const revised = {
    ...row,
    yearly_amount_cents: 200_000_000_000,
    baseline_year: 2024,
    reason: 'Decided',
    told_on: '2026-03-02',
  };
  await shown(world, 'targets', { target_id: 'b', reporter: 'PK', position: 12, ...revised });
  const last = {
    targetId: 'b',
    reporter: 'PK',
    partner: 'KZ',
    yearlyAmount: usd('2000000000.00'),
    baselineYear: 2024,
    source: 'Joint statement',
    reason: 'Decided',
    toldOn: '2026-03-02',
    demo: false,
  };
  const { reason: _, baselineYear: __, ...told } = last;
  const first = { ...told, toldOn: '2026-02-04', yearlyAmount: usd('1000000000.00'), dueOn: '2027-12-31' };
  const other = {
    ...told,
    toldOn: '2026-02-04',
    targetId: 'a',
    reporter: 'UZ',
    yearlyAmount: usd('1000000000.00'),
  };
  const found = async (query: string) => (await world.get('bank', `targets${query}`)).body;
  expect(await found('')).toEqual({ items: [last, other], asOf: 20 });
  expect(await found('?asOf=11')).toEqual({ items: [first, other], asOf: 11 });
  expect(await found('?reporter=UZ&partner=KZ')).toEqual({ items: [other], asOf: 20 });
  expect(await found('?limit=1')).toEqual({ items: [last], next: 5, asOf: 20 });
  expect(await found('?limit=1&after=5')).toEqual({ items: [other], asOf: 20 });
  expect(await world.get('bank', 'targets?asOf=21')).toMatchObject({ status: 503 });
});
