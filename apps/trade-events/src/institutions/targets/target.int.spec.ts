import { TradeWorld, target } from '../../trade-events.spec-kit.js';
import { decided, scheduled } from '../meetings/meeting.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-09-01T12:00:00Z'));
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
  const { meetingId } = await decided(world);
  await world.done('commission', 'targets', { ...target('kz-pk-yearly'), reporter: 'KZ', partner: 'PK' });
  const { occurredAt, yearlyAmount: _, source } = target();
  const terms = {
    yearlyAmount: usd('2000000000.00'),
    baselineYear: 2024,
    definition: 'Goods by IMTS 2010',
    meetingId,
    source,
    reason: 'Decided at the 14th session',
  };
  const revised = await world.post('commission', 'targets/kz-pk-yearly/revisions', { occurredAt, ...terms });
  expect(revised).toMatchObject({ status: 200, body: { targetId: 'kz-pk-yearly' } });
  expect(await world.log.readStream('target-kz-pk-yearly')).toMatchObject([
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
  ['compared with a year ahead', { baselineYear: 2026 }, 'baseline-ahead', '/baselineYear'],
  [
    'compared with the year of its day',
    { baselineYear: 2025, dueOn: '2025-12-31' },
    'baseline-not-before',
    '/baselineYear',
  ],
  ['by 30 February', { dueOn: '2027-02-30' }, 'content-invalid', '/dueOn'],
])('a target %s', async (_, change, code, pointer) => {
  const answer = await world.refused(() => world.post('operator', 'targets', { ...target(), ...change }));
  expect(answer).toMatchObject({ status: 422, body: { code, pointer } });
});

describe('the meeting that decided a target', () => {
  const told = (meetingId: string, pair = { reporter: 'PK', partner: 'KZ' }) =>
    world.refused(() => world.post('commission', 'targets', { ...target(), ...pair, meetingId }));

  it('is one that there is', async () => {
    expect(await told('0191d8a0-7c01-7a00-8c11-4f6e2b9d0a10')).toMatchObject({
      status: 404,
      body: { code: 'meeting-unknown', pointer: '/meetingId' },
    });
  });

  it('is one of both countries that was opened', async () => {
    const meetingId = await scheduled(world);
    const ofOthers = { status: 422, body: { code: 'meeting-of-others', pointer: '/meetingId' } };
    expect(await told(meetingId, { reporter: 'UZ', partner: 'PK' })).toMatchObject(ofOthers);
    expect(await told(meetingId, { reporter: 'PK', partner: 'UZ' })).toMatchObject(ofOthers);
    const conflict = (code: string) => ({ status: 409, body: { code, pointer: '/meetingId' } });
    expect(await told(meetingId)).toMatchObject(conflict('meeting-not-opened'));
    const { occurredAt } = target();
    await world.done('commission', `meetings/${meetingId}/cancellation`, { occurredAt, reason: 'Flood' });
    expect(await told(meetingId)).toMatchObject(conflict('meeting-cancelled'));
  });

  it('is looked for as a target is revised, too', async () => {
    const meetingId = await scheduled(world);
    const wanted = { ...target('uz-pk'), reporter: 'UZ', partner: 'PK' };
    await world.done('commission', 'targets', wanted);
    const { occurredAt, yearlyAmount, source } = wanted;
    const revision = { occurredAt, yearlyAmount, source, meetingId, reason: 'Decided' };
    expect(await world.post('commission', 'targets/uz-pk/revisions', revision)).toMatchObject({
      status: 422,
      body: { code: 'meeting-of-others' },
    });
  });
});

describe('of two countries and a definition', () => {
  const pair = { reporter: 'PK', partner: 'TJ' };
  const wanted = (targetId: string, definition?: string) => ({
    ...target(targetId),
    ...pair,
    ...(definition !== undefined && { definition }),
  });
  const revising = (targetId: string, definition: string) => {
    const { occurredAt, yearlyAmount, source } = target();
    const body = { occurredAt, yearlyAmount, source, definition, reason: 'Decided' };
    return world.post('commission', `targets/${targetId}/revisions`, body);
  };
  const stands = (targetId: string) => ({
    status: 409,
    body: { code: 'target-stands', detail: expect.stringContaining(`"${targetId}"`) },
  });

  it('one target stands, whoever sets another one at once', async () => {
    const [one, other] = await Promise.all(
      ['tj-a', 'tj-b'].map((id) => world.post('commission', 'targets', wanted(id))),
    );
    expect([one?.status, other?.status].sort()).toEqual([201, 409]);
    const first = one?.status === 201 ? 'tj-a' : 'tj-b';
    expect(await world.post('commission', 'targets', wanted('tj-c'))).toMatchObject(stands(first));
  });

  it('another one stands for another definition, and leaves it by a revision', async () => {
    await world.done('commission', 'targets', wanted('tj-goods', 'Goods by  IMTS 2010'));
    expect(await world.post('commission', 'targets', wanted('tj-2', 'goods by IMTS 2010'))).toMatchObject(
      stands('tj-goods'),
    );
    await world.done('commission', 'targets', wanted('tj-services', 'Services'));
    expect(await revising('tj-services', 'Goods by IMTS 2010')).toMatchObject(stands('tj-goods'));
    expect(await revising('tj-goods', 'Goods and electricity')).toMatchObject({ status: 200 });
    expect(await revising('tj-services', 'Goods by IMTS 2010')).toMatchObject({ status: 200 });
  });

  it('one of before targets were told apart counts, too', async () => {
    const older = { targetId: 'tm-old', reporter: 'PK', partner: 'TM', source: 'x', yearlyAmount: usd('1') };
    const { occurredAt } = target();
    await world.log.append({
      streams: [
        {
          streamId: 'target-tm-old',
          expectedVersion: 0,
          events: [{ type: 'TargetSet', schemaVersion: 2, occurredAt, participants: [], data: older }],
        },
      ],
      actor: 'operator:demo-operator',
      correlationId: '0191d8a0-7c01-7a00-8c11-4f6e2b9d0a11',
      demo: false,
    });
    const again = { ...target('tm-new'), partner: 'TM' };
    expect(await world.post('commission', 'targets', again)).toMatchObject(stands('tm-old'));
  });
});
