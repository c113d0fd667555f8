import { TradeWorld } from '../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  // In Almaty, and in Karachi since 2024, it is the day after in the evening of this day in UTC.
  world = await TradeWorld.start(() => Date.parse('2026-04-01T20:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-01T10:00:00+05:00' };
const usd = (amount: string) => ({ amount, currency: 'USD' });
const source = 'The News, 2023-06-13';

const toTorkham = { from: 'PKKHI', to: 'PKTOR', mode: 'road', borderPoints: ['PKTOR'] };
const beyond = {
  from: 'PKTOR',
  to: 'KZALA',
  mode: 'road',
  borderPoints: ['AFRKH', 'UZTER', 'KZSRY'],
  distance: { km: '2100', source },
  duration: { days: '12.5', source },
  cost: { perTonne: usd('150.00'), source },
};
const definition = (routeId: string, change: object = {}) => ({
  ...at,
  routeId,
  name: 'Karachi to Almaty by Torkham',
  legs: [toTorkham, beyond],
  ...change,
});
const tariff = { ...at, basis: 'truck', price: usd('3000.00'), validFrom: '2026-01-01', source };

it('keeps a route from its plan to its revision, and tells all that holds of it', async () => {
  const routeId = 'karachi-almaty-torkham';
  const made = await world.post('operator', 'routes', definition(routeId));
  expect(made).toMatchObject({ status: 201, body: { routeId } });
  for (const [step, body] of [
    ['opening', { ...at, source }],
    ['tariffs', tariff],
    ['tariffs', { ...tariff, price: usd('2800.00'), validFrom: '2026-04-02' }],
    ['suspension', { ...at, reason: 'Torkham is closed' }],
  ] as const) {
    const answer = await world.post('operator', `routes/${routeId}/${step}`, body);
    expect(answer).toMatchObject({ status: 200, body: { routeId, position: await world.log.head() } });
  }

  expect((await world.get('bank', `routes/${routeId}`)).body).toEqual({
    routeId,
    name: 'Karachi to Almaty by Torkham',
    status: 'suspended',
    suspension: { reason: 'Torkham is closed', since: at.occurredAt },
    origin: 'PKKHI',
    destination: 'KZALA',
    legs: [toTorkham, beyond],
    totals: {},
    tariffs: [
      { basis: 'truck', price: usd('3000.00'), validFrom: '2026-01-01', source },
      { basis: 'truck', price: usd('2800.00'), validFrom: '2026-04-02', source },
    ],
    // The second began at midnight in Karachi.
    on: '2026-04-02',
    tariffsInForce: [{ basis: 'truck', price: usd('2800.00'), validFrom: '2026-04-02', source }],
    version: 5,
  });

  expect((await world.get('exporter', `routes/${routeId}?on=2026-04-01`)).body).toMatchObject({
    on: '2026-04-01',
    tariffsInForce: [{ price: usd('3000.00') }],
  });

  const told = {
    ...toTorkham,
    distance: { km: '1700', source },
    duration: { days: '3', source },
    cost: { perTonne: usd('34.50'), source },
  };
  const revision = { ...at, wrong: 'The first leg told nothing', reason: 'A convoy drove it' };
  await world.done('operator', `routes/${routeId}/revisions`, { ...revision, legs: [told, beyond] });
  await world.done('operator', `routes/${routeId}/reopening`, { ...at, reason: 'Torkham is open' });
  const { body } = await world.get('reporter', `routes/${routeId}`);
  expect(body).toMatchObject({
    status: 'open',
    totals: { km: '3800', days: '15.5', costPerTonne: usd('184.50') },
    version: 7,
  });
  expect(body).not.toHaveProperty('suspension');
  const stream = await world.log.readStream(`route-${routeId}`);
  expect(stream.map(({ type }) => type)).toEqual([
    'RouteDefined',
    'RouteOpened',
    'RouteTariffSet',
    'RouteTariffSet',
    'RouteSuspended',
    'RoutePlanRevised',
    'RouteReopened',
  ]);
  expect(stream[5]).toMatchObject({
    actor: 'operator:demo-operator',
    participants: [],
    data: { replaced: [toTorkham, beyond], legs: [told, beyond] },
  });
});

it('takes what is so already for nothing new, and refuses what cannot be now', async () => {
  const routeId = 'twice';
  const { position } = await world.done('operator', 'routes', definition(routeId));
  const head = await world.log.head();
  expect(position).toBe(head);
  const again = await world.post('operator', 'routes', definition(routeId));
  expect([again.status, again.body]).toEqual([201, { routeId, position }]);
  expect(await world.log.head()).toBe(head);
  const other = await world.refused(() =>
    world.post('operator', 'routes', definition(routeId, { name: 'Another way' })),
  );
  expect(other).toMatchObject({ status: 409, body: { code: 'illegal-step' } });
  const early = await world.refused(() =>
    world.post('operator', `routes/${routeId}/suspension`, { ...at, reason: 'flood' }),
  );
  expect(early).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', legalNow: ['OpenRoute', 'SetTariff', 'RevisePlan'] },
  });
  const wagon = await world.refused(() =>
    world.post('operator', `routes/${routeId}/tariffs`, { ...tariff, basis: 'wagon' }),
  );
  expect(wagon).toMatchObject({ status: 409, body: { code: 'basis-not-on-route', pointer: '/basis' } });
});

it('answers a repeated request once, under its key', async () => {
  const key = { 'idempotency-key': 'route-1' };
  const first = await world.post('operator', 'routes', definition('keyed'), key);
  expect(await world.post('operator', 'routes', definition('keyed'), key)).toEqual(first);
  const other = await world.refused(() => world.post('operator', 'routes', definition('other'), key));
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
});

it.each([
  ['no name', { name: undefined }, 'content-invalid', '/name'],
  ['an id with capitals', { routeId: 'KKH' }, 'content-invalid', '/routeId'],
  ['no leg', { legs: [] }, 'content-invalid', '/legs'],
  [
    'a fact without its source',
    { legs: [{ ...toTorkham, distance: { km: '1' } }] },
    'content-invalid',
    '/legs/0/distance/source',
  ],
  ['an unknown beginning', { legs: [{ ...toTorkham, from: 'PKZZZ' }] }, 'place-unknown', '/legs/0/from'],
  ['an unknown end', { legs: [{ ...toTorkham, to: 'PKZZZ' }] }, 'place-unknown', '/legs/0/to'],
  [
    'an unknown border',
    { legs: [toTorkham, { ...beyond, borderPoints: ['AFRKH', 'AFZZZ'] }] },
    'place-unknown',
    '/legs/1/borderPoints/1',
  ],
  ['a gap', { legs: [toTorkham, { ...beyond, from: 'PKPEW' }] }, 'legs-not-joined', '/legs/1/from'],
  ['a day after tomorrow', { occurredAt: '2026-04-03T00:00:00Z' }, 'occurred-in-future', '/occurredAt'],
])('refuses a route with %s', async (_, change, code, pointer) => {
  const answer = await world.refused(() => world.post('operator', 'routes', definition('refused', change)));
  expect(answer).toMatchObject({ status: 422, body: { code, pointer } });
});

it('refuses a revision that names an unknown place or other ends', async () => {
  await world.done('operator', 'routes', definition('ends'));
  const revise = (legs: readonly object[]) =>
    world.refused(() =>
      world.post('operator', 'routes/ends/revisions', { ...at, wrong: 'x', reason: 'x', legs }),
    );
  expect(await revise([{ ...toTorkham, to: 'PKZZZ' }])).toMatchObject({
    status: 422,
    body: { code: 'place-unknown', pointer: '/legs/0/to' },
  });
  expect(await revise([toTorkham])).toMatchObject({
    status: 422,
    body: { code: 'ends-differ', pointer: '/legs/0/to' },
  });
});

it.each(['nowhere', 'No-Slug', '%00', 'x%2f..'])('knows no route %s', async (id) => {
  const unknown = { status: 404, body: { code: 'route-unknown' } };
  expect(await world.get('operator', `routes/${id}`)).toMatchObject(unknown);
  for (const [step, body] of [
    ['opening', { ...at, source }],
    ['suspension', { ...at, reason: 'x' }],
    ['reopening', { ...at, reason: 'x' }],
    ['tariffs', tariff],
    ['revisions', { ...at, wrong: 'x', reason: 'x', legs: [toTorkham] }],
  ] as const) {
    const answer = await world.refused(() => world.post('operator', `routes/${id}/${step}`, body));
    expect(answer).toMatchObject(unknown);
  }
});

describe('the list', () => {
  const insert = (table: string, row: object) =>
    world.owner.query(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')})
       SELECT ${Object.keys(row).join(', ')} FROM json_populate_record(NULL::${table}, $1::json)`,
      [JSON.stringify(row)],
    );
  const idsOf = async (query: string): Promise<readonly string[]> => {
    const { body } = await world.get('reporter', `routes${query}`);
    return (body.items as readonly { routeId: string }[]).map(({ routeId }) => routeId);
  };

  it('says that it is not ready before its read model is', async () => {
    const answer = await world.get('operator', 'routes');
    expect(answer).toMatchObject({ status: 503, body: { code: 'read-model-not-ready' } });
  });

  it('is empty while there is no route', async () => {
    await insert('reporting.projections', {
      name: 'routes',
      generation: 2,
      state: 'live',
      position: 7,
      updated_at: at.occurredAt,
    });
    expect((await world.get('customs', 'routes')).body).toEqual({ items: [], asOf: 7 });
  });

  it('holds the routes of the live read model, each with what holds of it on a day', async () => {
    const row = (route_id: string, status: string, generation = 2) => ({
      generation,
      route_id,
      name: route_id,
      status,
      origin: 'PKTOR',
      destination: 'KZALA',
      legs: [beyond],
      tariffs: [{ basis: 'teu', price: usd('5000.00'), validFrom: '2026-04-02', source }],
      suspension: status === 'suspended' ? { reason: 'flood', since: at.occurredAt } : null,
      demo: true,
      first_position: 1,
      last_position: 2,
    });
    for (const [id, status] of [
      ['b', 'open'],
      ['a', 'suspended'],
      ['c-1', 'planned'],
      ['c', 'open'],
    ] as const) {
      await insert('reporting.routes', row(id, status));
    }
    await insert('reporting.routes', row('of-another-generation', 'open', 3));

    const { body } = await world.get('bank', 'routes?limit=1&on=2026-04-01');
    expect(body).toEqual({
      items: [
        {
          routeId: 'a',
          name: 'a',
          status: 'suspended',
          suspension: { reason: 'flood', since: at.occurredAt },
          origin: 'PKTOR',
          destination: 'KZALA',
          legs: [beyond],
          totals: { km: '2100', days: '12.5', costPerTonne: usd('150.00') },
          tariffs: row('a', 'open').tariffs,
          on: '2026-04-01',
          tariffsInForce: [],
          demo: true,
        },
      ],
      next: 'a',
      asOf: 7,
    });
    expect((await world.get('bank', 'routes?after=c-1')).body).toEqual({ items: [], asOf: 7 });
    expect(await idsOf('')).toEqual(['a', 'b', 'c', 'c-1']);
    expect(await idsOf('?status=open')).toEqual(['b', 'c']);
    expect(await idsOf('?status=open&after=b')).toEqual(['c']);
    const today = (await world.get('operator', 'routes')).body.items as readonly {
      tariffsInForce: unknown[];
    }[];
    expect(today.map(({ tariffsInForce }) => tariffsInForce.length)).toEqual([1, 1, 1, 1]);
  });

  it('comes in pages that neither leave out nor repeat', async () => {
    const seen: string[] = [];
    for (let query: string | undefined = '?limit=3'; query !== undefined; ) {
      const { body } = await world.get('exporter', `routes${query}`);
      seen.push(...(body.items as readonly { routeId: string }[]).map(({ routeId }) => routeId));
      query = body.next === undefined ? undefined : `?limit=3&after=${body.next}`;
    }
    expect(seen).toEqual(['a', 'b', 'c', 'c-1']);
  });

  it.each([
    ['?limit=0', '/limit'],
    ['?limit=501', '/limit'],
    ['?limit=x', '/limit'],
    ['?status=closed', '/status'],
    ['?after=A', '/after'],
    ['?on=2026-02-30', '/on'],
    ['?on=2026-02-01&on=2026-02-02', '/on'],
    ['?sort=name', '/sort'],
  ])('refuses %s', async (query, pointer) => {
    expect(await world.get('operator', `routes${query}`)).toMatchObject({
      status: 422,
      body: { code: 'content-invalid', pointer },
    });
  });
});
