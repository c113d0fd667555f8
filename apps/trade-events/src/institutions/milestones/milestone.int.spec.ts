import { TradeWorld } from '../../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2027-02-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-01T10:00:00+05:00' };
const milestoneId = 'torkham-terminal';
const plan = {
  ...at,
  milestoneId,
  name: 'Terminal at Torkham',
  kind: 'terminal',
  places: ['PKTOR'],
  routeIds: ['karachi-almaty-torkham'],
  plannedOn: '2026-06-30',
  responsible: 'National Logistics Corporation',
  source: 'protocol',
};
const evidenceSha256 = 'a'.repeat(64);

beforeAll(() =>
  world.done('operator', 'routes', {
    ...at,
    routeId: 'karachi-almaty-torkham',
    name: 'Karachi to Almaty by Torkham',
    legs: [
      { from: 'PKKHI', to: 'PKTOR', mode: 'road', borderPoints: ['PKTOR'] },
      { from: 'PKTOR', to: 'KZALA', mode: 'road', borderPoints: ['AFRKH', 'UZTER', 'KZSRY'] },
    ],
  }),
);

it('is planned by the Commission, replanned and done', async () => {
  const { position } = await world.done('commission', 'milestones', plan);
  expect((await world.done('commission', 'milestones', plan)).position).toBe(position);
  const path = `milestones/${milestoneId}`;
  await world.done('commission', `${path}/replanning`, { ...at, plannedOn: '2026-12-31', reason: 'flood' });
  await world.done('commission', `${path}/completion`, { ...at, doneOn: '2027-01-15', evidenceSha256 });
  const { occurredAt: _, ...told } = plan;
  expect((await world.get('stranger', path)).body).toEqual({
    ...told,
    plannedOn: '2026-12-31',
    firstPlannedOn: '2026-06-30',
    promisedOn: '2026-03-01',
    status: 'done',
    doneOn: '2027-01-15',
    evidenceSha256,
    legalNow: [],
    version: 3,
  });
  expect(await world.post('commission', `${path}/cancellation`, { ...at, reason: 'x' })).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', legalNow: ['WithdrawCompletion'], currentState: 'done' },
  });
  await world.done('commission', `${path}/completion-withdrawal`, { ...at, reason: 'no scanners' });
  const { body } = await world.get('stranger', path);
  expect(body).toMatchObject({ status: 'planned', completionWithdrawnFor: 'no scanners' });
  expect(body).not.toHaveProperty('doneOn');
  for (const [doneOn, code] of [
    ['2099-05-03', 'done-in-future'],
    // At Torkham it is the first of February.
    ['2027-02-02', 'done-in-future'],
    ['1999-05-03', 'day-too-early'],
  ] as const) {
    const answer = await world.refused(() =>
      world.post('commission', `${path}/completion`, { ...at, doneOn, evidenceSha256 }),
    );
    expect(answer).toMatchObject({ status: 422, body: { code, pointer: '/doneOn' } });
  }
});

it('is kept by the Commission and operators alone', async () => {
  for (const holder of ['exporter', 'bank', 'customs', 'council', 'consulate', 'reporter'] as const) {
    const answer = await world.refused(() => world.post(holder, 'milestones', { ...plan, milestoneId: 'x' }));
    expect(answer).toMatchObject({ status: 403, body: { code: 'right-missing' } });
  }
});

it.each([
  ['nowhere', { places: ['XXXXX'] }, 'place-unknown', '/places/0'],
  ['from a place to itself', { places: ['PKTOR', 'PKTOR'] }, 'place-twice', '/places/1'],
  [
    'of a route that nobody defined',
    { routeIds: ['karachi-almaty-torkham', 'no-such-route'] },
    'route-unknown',
    '/routeIds/1',
  ],
  ['by a day before it is told', { plannedOn: '2026-02-28' }, 'day-too-early', '/plannedOn'],
  ['of another kind', { kind: 'bridge' }, 'content-invalid', '/kind'],
])('a milestone %s is refused', async (_, change, code, pointer) => {
  const wanted = { ...plan, milestoneId: 'another', ...change };
  expect(await world.refused(() => world.post('operator', 'milestones', wanted))).toMatchObject({
    status: 422,
    body: { code, pointer },
  });
});

it('of an id that another one has is refused', async () => {
  const other = { ...plan, name: 'Another terminal' };
  expect(await world.refused(() => world.post('commission', 'milestones', other))).toMatchObject({
    status: 409,
    body: { code: 'milestone-taken', pointer: '/milestoneId' },
  });
});

it.each(['nowhere', 'No-Slug', '%00'])('knows no milestone %s', async (id) => {
  const unknown = { status: 404, body: { code: 'milestone-unknown' } };
  expect(await world.get('operator', `milestones/${id}`)).toMatchObject(unknown);
  for (const [step, body] of [
    ['replanning', { plannedOn: '2026-12-31', reason: 'x' }],
    ['completion', { doneOn: '2026-12-31', evidenceSha256 }],
    ['completion-withdrawal', { reason: 'x' }],
    ['cancellation', { reason: 'x' }],
  ] as const) {
    const path = `milestones/${id}/${step}`;
    const answer = await world.refused(() => world.post('operator', path, { ...at, ...body }));
    expect(answer).toMatchObject(unknown);
  }
});

it('are listed as of a position, once the read model is there', async () => {
  expect(await world.get('operator', 'milestones')).toMatchObject({ status: 503 });
  const insert = (table: string, row: object) =>
    world.owner.query(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')})
       SELECT ${Object.keys(row).join(', ')} FROM json_populate_record(NULL::${table}, $1::json)`,
      [JSON.stringify(row)],
    );
  const state = { name: 'milestones', generation: 1, state: 'live', position: 9, updated_at: at.occurredAt };
  await insert('reporting.projections', state);
  expect((await world.get('bank', 'milestones')).body).toEqual({ items: [], asOf: 9 });
  const { occurredAt: _, ...told } = plan;
  const row = (milestone_id: string, planned_position: number, position: number, plannedOn: string) =>
    insert('reporting.milestone_versions', {
      generation: 1,
      milestone_id,
      position,
      planned_position,
      status: 'planned',
      details: {
        ...told,
        milestoneId: milestone_id,
        routeIds: milestone_id === 'a' ? ['karachi-almaty-khorgos'] : plan.routeIds,
        plannedOn,
        firstPlannedOn: '2026-06-30',
        promisedOn: '2026-03-01',
        status: 'planned',
      },
      demo: false,
    });
  await row('b', 2, 2, '2026-06-30');
  await row('a', 3, 3, '2026-06-30');
  await row('b', 2, 5, '2026-12-31');
  const listed = async (query: string) => {
    const { body } = await world.get('bank', `milestones${query}`);
    const items = body.items as readonly { milestoneId: string; plannedOn: string }[];
    return [items.map((item) => `${item.milestoneId} ${item.plannedOn}`), body.next, body.asOf];
  };
  expect(await listed('')).toEqual([['b 2026-12-31', 'a 2026-06-30'], undefined, 9]);
  expect(await listed('?asOf=4&limit=1')).toEqual([['b 2026-06-30'], 2, 4]);
  expect(await listed('?routeId=karachi-almaty-torkham')).toEqual([['b 2026-12-31'], undefined, 9]);
  expect(await listed('?routeId=karachi-almaty-khorgos')).toEqual([['a 2026-06-30'], undefined, 9]);
  expect(await listed('?routeId=no-such-route')).toEqual([[], undefined, 9]);
  expect(await listed('?after=2')).toEqual([['a 2026-06-30'], undefined, 9]);
  expect(await world.get('bank', 'milestones?asOf=10')).toMatchObject({ status: 503 });
});
