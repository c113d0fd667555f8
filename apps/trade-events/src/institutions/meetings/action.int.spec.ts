import { randomUUID } from 'node:crypto';
import { TradeWorld } from '../../trade-events.spec-kit.js';
import { announcement } from '../commitments/commitment.spec-kit.js';
import { decided, idOf, reached, shown, shownCase, shownCommitment, traded } from './meeting.spec-kit.js';

let world: TradeWorld;
let meetingId: string;
let decisionId: string;
beforeAll(async () => {
  // 1 September in Pakistan, where it is five hours later.
  world = await TradeWorld.start(() => Date.parse('2026-08-31T19:30:00Z'));
  ({ meetingId, decisionId } = await decided(world));
});
afterAll(() => world.stop());

const AT = { occurredAt: '2026-09-01T12:00:00+05:00' };
const task = (change: object = {}) => ({
  ...AT,
  decisionId,
  owner: 'demo-customs',
  task: 'Open the green lane',
  dueOn: '2026-10-20',
  ...change,
});
const assigned = async (change: object = {}): Promise<string> =>
  (await world.done('commission', `meetings/${meetingId}/actions`, task(change))).actionId ?? '';
const found = async (id: string) => (await world.get('commission', `actions/${id}`)).body;
const done = { ...AT, doneOn: '2026-09-01', note: 'It is open' };

it('is done by whoever it is for, or told by the Commission', async () => {
  const id = await assigned();
  const finish = (holder: Parameters<typeof world.post>[0]) =>
    world.post(holder, `actions/${id}/completion`, done);
  expect(await world.refused(() => finish('council'))).toMatchObject({
    status: 403,
    body: { code: 'not-your-action' },
  });
  // To whom it is not shown, it is not there.
  expect(await world.refused(() => finish('exporter'))).toMatchObject({
    status: 404,
    body: { code: 'action-unknown' },
  });
  const first = await finish('customs');
  expect(first.status).toBe(200);
  expect((await finish('commission')).body.position).toBe(first.body.position);
  expect(await found(id)).toEqual({
    actionId: id,
    meetingId,
    decisionId,
    status: 'done',
    owner: 'demo-customs',
    task: 'Open the green lane',
    dueOn: '2026-10-20',
    done: { doneOn: '2026-09-01', note: 'It is open' },
    reviews: [],
    legalNow: [],
    version: 2,
  });
});

it.each([
  ['2026-08-31', 'done-before-assigned'],
  ['2026-09-02', 'done-in-future'],
])('is not done on %s, as it was assigned on 1 September, which is today', async (doneOn, code) => {
  const id = await assigned();
  const answer = await world.refused(() =>
    world.post('customs', `actions/${id}/completion`, { ...done, doneOn }),
  );
  expect(answer).toMatchObject({ status: 422, body: { code, pointer: '/doneOn' } });
});

it('is for somebody who has a key', async () => {
  const refused = await world.refused(() =>
    world.post('commission', `meetings/${meetingId}/actions`, task({ owner: 'demo-custums' })),
  );
  expect(refused).toMatchObject({ status: 422, body: { code: 'owner-unknown', pointer: '/owner' } });
});

it('is seen by whoever it is for, and by the institutions', async () => {
  const id = await assigned();
  const statusFor = async (holder: Parameters<typeof world.get>[0]) =>
    (await world.get(holder, `actions/${id}`)).status;
  expect(await Promise.all((['customs', 'council', 'reporter', 'operator'] as const).map(statusFor))).toEqual(
    [200, 200, 200, 200],
  );
  expect(await world.get('exporter', `actions/${id}`)).toMatchObject({
    status: 404,
    body: { code: 'action-unknown' },
  });
});

it('gets until another day, or need not be done', async () => {
  const id = await assigned();
  const extend = (dueOn: string) =>
    world.post('commission', `actions/${id}/extension`, { ...AT, dueOn, reason: 'Asked for' });
  expect(await world.refused(() => extend('2026-10-19'))).toMatchObject({
    status: 422,
    body: { code: 'due-not-later', pointer: '/dueOn' },
  });
  expect((await extend('2026-11-20')).status).toBe(200);
  expect(await found(id)).toMatchObject({ status: 'assigned', dueOn: '2026-11-20' });
  await world.done('commission', `actions/${id}/dropping`, { ...AT, reason: 'It is open' });
  expect(await world.refused(() => world.post('customs', `actions/${id}/completion`, done))).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', legalNow: [] },
  });
});

it.each([
  [{ decisionId: idOf(77) }, 'decision-unknown', '/decisionId'],
  [{ dueOn: '2026-08-31' }, 'due-passed', '/dueOn'],
  [
    { figure: { name: 'bilateral-trade', reporter: 'ZZ', partner: 'KZ', direction: 'up' } },
    'country-unknown',
    '/figure/reporter',
  ],
  [
    { figure: { name: 'bilateral-trade', reporter: 'PK', partner: 'ZZ', direction: 'up' } },
    'country-unknown',
    '/figure/partner',
  ],
])('is refused with %j', async (change, code, pointer) => {
  const answer = await world.refused(() =>
    world.post('commission', `meetings/${meetingId}/actions`, task(change)),
  );
  expect(answer).toMatchObject({ status: 422, body: { code, pointer } });
});

it('does not exist where nobody assigned it, nor is it of a meeting that nobody scheduled', async () => {
  const nowhere = randomUUID();
  for (const [path, body, code] of [
    [`meetings/${nowhere}/actions`, task(), 'meeting-unknown'],
    [`actions/${nowhere}/completion`, done, 'action-unknown'],
    [`actions/${nowhere}/review`, AT, 'action-unknown'],
  ] as const) {
    const answer = await world.refused(() => world.post('commission', path, body));
    expect(answer).toMatchObject({ status: 404, body: { code } });
  }
});

describe('with a figure', () => {
  const usd = (amount: string) => ({ kind: 'money', amount, currency: 'USD' });
  const cases = (count: number) => ({ kind: 'count', count, unit: 'cases' });
  const trade = { name: 'bilateral-trade', reporter: 'PK', partner: 'KZ', direction: 'up' };
  const review = (id: string) => world.post('commission', `actions/${id}/review`, AT);
  const baselineOf = async (figure: object) => (await found(await assigned({ figure }))).baseline;

  it('waits until the figure was built', async () => {
    const answer = await world.refused(() =>
      world.post('commission', `meetings/${meetingId}/actions`, task({ figure: trade })),
    );
    expect(answer).toMatchObject({ status: 503, body: { code: 'read-model-not-ready' } });
  });

  it('takes it with what it needs alone', async () => {
    await reached(world, {
      cases: 61,
      'commitment-realisation': 62,
      'goods-values': 63,
      holds: 60,
      'trade-facts': 64,
    });
    for (const [figure, pointer] of [
      [{ ...trade, partner: undefined }, '/figure/partner'],
      [{ name: 'open-cases', direction: 'down', reporter: 'PK' }, '/figure/reporter'],
      [{ name: 'commitment-delivered', direction: 'up' }, '/figure/commitmentId'],
    ] as const) {
      const answer = await world.refused(() =>
        world.post('commission', `meetings/${meetingId}/actions`, task({ figure })),
      );
      expect(answer).toMatchObject({ status: 422, body: { code: 'content-invalid', pointer } });
    }
  });

  it('is of a commitment that there is', async () => {
    const figure = { name: 'commitment-delivered', commitmentId: idOf(1), direction: 'up' };
    const answer = await world.refused(() =>
      world.post('commission', `meetings/${meetingId}/actions`, task({ figure })),
    );
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'commitment-unknown', pointer: '/figure/commitmentId' },
    });
  });

  it('keeps what it is as of its position', async () => {
    const { commitmentId = '' } = await world.done('commission', 'commitments', announcement());
    await shownCommitment(world, 1, { commitment_id: commitmentId }, [
      ['2026-06-12', 500],
      ['2026-06-13', 42],
    ]);
    await shownCase(world, 11, '2026-08-11', {});
    await shownCase(world, 12, '2026-08-11', { status: 'answered' });
    await shownCase(world, 13, '2026-08-11', { status: 'resolved' });
    await shownCase(world, 14, '2026-08-11', { status: 'foreseen' });
    // By the clock of Pakistan it is September: the twelve full months are September 2025 to August 2026.
    const of = { reporter: 'PK', partner: 'KZ' };
    await traded(world, 41, { ...of, flow: 'export', month: '2025-08-01', value_usd_cents: 1 });
    await traded(world, 42, { ...of, flow: 'export', month: '2025-09-01', value_usd_cents: 20 });
    await traded(world, 43, { ...of, flow: 'import', month: '2026-08-01', value_usd_cents: 300 });
    await traded(world, 44, { ...of, flow: 'export', month: '2026-09-01', value_usd_cents: 4_000 });
    await traded(world, 45, {
      reporter: 'KZ',
      partner: 'PK',
      flow: 'export',
      month: '2026-08-01',
      value_usd_cents: 50_000,
    });
    // Held: 10.00, and from behind the position that all have come to; free again: 5.00.
    const held = { declaration_id: idOf(21), held_from: '2026-03-01T10:00:00+05:00' };
    const worth = (number: number, usd_cents: number) =>
      shown(world, 'goods_values', {
        consignment_id: idOf(number),
        position: number,
        usd_cents,
        cancelled: false,
        occurred_at: '-infinity',
      });
    for (const [number, cents] of [
      [51, 1_000],
      [52, 500],
      [53, 7],
    ] as const)
      await worth(number, cents);
    const freed = {
      held_until: '2026-03-02T10:00:00+05:00',
      until_position: 59,
      ended_by: 'release',
      ended_by_position: 59,
    };
    await shown(world, 'held_consignments', {
      ...held,
      hold_id: 'a',
      consignment_id: idOf(51),
      from_position: 55,
    });
    await shown(world, 'held_consignments', {
      ...held,
      hold_id: 'b',
      consignment_id: idOf(52),
      from_position: 56,
      ...freed,
    });
    await shown(world, 'held_consignments', {
      ...held,
      hold_id: 'c',
      consignment_id: idOf(53),
      from_position: 61,
    });

    const delivered = { name: 'commitment-delivered', commitmentId, direction: 'up' };
    expect(await baselineOf(delivered)).toEqual({ value: usd('5.42'), asOf: 62 });
    expect(await baselineOf(trade)).toEqual({ value: usd('3.20'), asOf: 64 });
    expect(await baselineOf({ ...trade, reporter: 'DE' })).toEqual({ value: usd('0.00'), asOf: 64 });
    expect(await baselineOf({ name: 'open-cases', direction: 'down' })).toEqual({
      value: cases(2),
      asOf: 61,
    });
    expect(await baselineOf({ name: 'goods-blocked', direction: 'down' })).toEqual({
      value: usd('10.00'),
      asOf: 60,
    });
  });

  it('tells whether it moved, each time that it is looked at', async () => {
    const figure = { name: 'open-cases', direction: 'down' };
    const id = await assigned({ figure });
    await review(id);
    await world.owner.query(`UPDATE reporting.cases SET status = 'resolved' WHERE case_id = $1`, [idOf(12)]);
    await reached(world, { cases: 70 });
    await world.done('customs', `actions/${id}/completion`, done);
    const { position } = (await review(id)).body;
    expect((await review(id)).body.position).toBe(position);
    const [from, to] = [
      { value: cases(2), asOf: 61 },
      { value: cases(1), asOf: 70 },
    ];
    expect(await found(id)).toMatchObject({
      status: 'done',
      figure,
      baseline: from,
      reviews: [
        { wanted: 'down', from, to: from, moved: false },
        { wanted: 'down', from, to, moved: true },
      ],
      legalNow: ['ReviewAction'],
    });
    expect(await world.event(Number(position))).toMatchObject({
      type: 'ActionFigureReviewed',
      data: { wanted: 'down', from, to, moved: true },
    });
  });

  it('is not looked at where there is none', async () => {
    const id = await assigned();
    expect(await world.refused(() => review(id))).toMatchObject({
      status: 409,
      body: { code: 'illegal-step' },
    });
  });
});
