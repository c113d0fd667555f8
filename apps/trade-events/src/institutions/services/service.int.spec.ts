import { EXPORTER, TradeWorld } from '../../trade-events.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-06-01T00:00:00Z'));
});
afterAll(() => world.stop());

const at = { occurredAt: '2026-03-01T10:00:00+05:00' };
const serviceId = 'karachi-almaty-train';
const capacity = { basis: 'tonnes', tonnes: '800' };
const train = {
  ...at,
  serviceId,
  name: 'Karachi to Almaty by train',
  mode: 'rail',
  stops: ['PKKHI', 'UZTAS', 'KZALA'],
  operator: 'demo-carpets-lahore',
  departuresPerWeek: 1,
  capacity,
  plannedStart: '2026-03-01',
  announcedBy: 'Ministry of Railways',
  source: 'protocol',
};
const { participantId: TEXTILES } = EXPORTER;

it('a service is announced by the Commission, and started and run by its operator', async () => {
  await world.done('commission', 'services', train);
  const path = `services/${serviceId}`;
  const start = { ...at, startedOn: '2026-03-01' };
  expect(await world.refused(() => world.post('exporter', `${path}/start`, start))).toMatchObject({
    status: 403,
    body: { code: 'not-the-operator' },
  });
  await world.done('stranger', `${path}/start`, start);
  const more = { from: '2026-04-01', departuresPerWeek: 2, capacity, reason: 'demand' };
  await world.done('stranger', `${path}/schedule-changes`, { ...at, ...more });
  await world.done('council', `${path}/suspension`, { ...at, from: '2026-05-01', reason: 'flood' });
  await world.done('council', `${path}/resumption`, { ...at, from: '2026-05-08', reason: 'mended' });
  const { position } = await world.done('stranger', `${path}/departures`, {
    ...at,
    departedOn: '2026-03-02',
  });
  const again = await world.done('stranger', `${path}/departures`, {
    ...at,
    departedOn: '2026-03-02',
    run: 1,
  });
  expect(again.position).toBe(position);
  expect((await world.get('bank', path)).body).toEqual({
    serviceId,
    name: train.name,
    mode: 'rail',
    stops: train.stops,
    operator: 'demo-carpets-lahore',
    departuresPerWeek: 1,
    capacity,
    plannedStart: '2026-03-01',
    announcedBy: train.announcedBy,
    source: 'protocol',
    confirmed: true,
    status: 'running',
    startedOn: '2026-03-01',
    changes: [{ from: '2026-04-01', departuresPerWeek: 2, capacity }],
    pauses: [{ from: '2026-05-01', until: '2026-05-08', reason: 'flood' }],
    departures: [{ departedOn: '2026-03-02', run: 1 }],
    legalNow: [],
    version: 6,
  });
  expect(await world.log.readStream(`service-${serviceId}`)).toMatchObject(
    Array.from({ length: 6 }, () => ({ participants: ['demo-carpets-lahore'] })),
  );
});

it('has no start and no departure that lies ahead, and takes back one that was told by mistake', async () => {
  const path = 'services/ahead-train';
  await world.done('commission', 'services', { ...train, serviceId: 'ahead-train' });
  const start = (startedOn: string) => world.post('commission', `${path}/start`, { ...at, startedOn });
  expect(await world.refused(() => start('2099-01-01'))).toMatchObject({
    status: 422,
    body: { code: 'started-in-future', pointer: '/startedOn' },
  });
  // By the clock of Karachi it is the first of June.
  expect(await world.refused(() => start('2026-06-02'))).toMatchObject({
    body: { code: 'started-in-future' },
  });
  await start('2026-03-01');
  await world.done('commission', `${path}/start-withdrawal`, { ...at, reason: 'cancelled' });
  await start('2026-03-08');
  const depart = (departedOn: string) =>
    world.post('commission', `${path}/departures`, { ...at, departedOn });
  expect(await world.refused(() => depart('2099-01-01'))).toMatchObject({
    status: 422,
    body: { code: 'departed-in-future', pointer: '/departedOn' },
  });
  expect(await world.refused(() => depart('2026-06-02'))).toMatchObject({
    body: { code: 'departed-in-future' },
  });
  await depart('2026-03-08');
  await world.done('stranger', `${path}/departure-withdrawals`, {
    ...at,
    departedOn: '2026-03-08',
    reason: 'cancelled',
  });
  expect((await world.get('bank', path)).body).toMatchObject({
    status: 'running',
    startedOn: '2026-03-08',
    departures: [],
  });
});

it('tells its last 50 departures, by day and run', async () => {
  const path = 'services/busy-train';
  await world.done('commission', 'services', { ...train, serviceId: 'busy-train' });
  await world.done('commission', `${path}/start`, { ...at, startedOn: '2026-03-01' });
  const depart = (departedOn: string, run: number) =>
    world.done('commission', `${path}/departures`, { ...at, departedOn, run });
  for (let run = 50; run > 0; run -= 1) await depart('2026-03-02', run);
  await depart('2026-03-01', 1);
  const { departures } = (await world.get('bank', path)).body as { departures: { run: number }[] };
  expect(departures).toHaveLength(50);
  expect(departures[0]).toEqual({ departedOn: '2026-03-02', run: 1 });
  expect(departures[49]).toEqual({ departedOn: '2026-03-02', run: 50 });
});

it.each([
  ['elsewhere', { stops: ['PKKHI', 'XXXXX'] }, 'place-unknown', '/stops/1'],
  ['to where it began', { stops: ['PKKHI', 'KZALA', 'PKKHI'] }, 'place-twice', '/stops/2'],
  [
    'of nothing',
    { capacity: { basis: 'tonnes', tonnes: '0' } },
    'not-a-positive-decimal',
    '/capacity/tonnes',
  ],
  ['by camel', { mode: 'camel' }, 'content-invalid', '/mode'],
])('a service %s is refused', async (_, change, code, pointer) => {
  const wanted = { ...train, serviceId: 'another', ...change };
  expect(await world.refused(() => world.post('operator', 'services', wanted))).toMatchObject({
    status: 422,
    body: { code, pointer },
  });
});

it('an id that a service has is not given to another one', async () => {
  const other = { ...train, name: 'Another train' };
  const own = { ...other, operator: TEXTILES };
  for (const [holder, body] of [
    ['commission', other],
    ['exporter', own],
  ] as const) {
    expect(await world.refused(() => world.post(holder, 'services', body))).toMatchObject({
      status: 409,
      body: { code: 'service-taken', pointer: '/serviceId' },
    });
  }
});

it('tells of a pause and an end ahead that they are ahead, and takes another end', async () => {
  const path = 'services/winter-train';
  await world.done('commission', 'services', { ...train, serviceId: 'winter-train' });
  await world.done('commission', `${path}/start`, { ...at, startedOn: '2026-03-01' });
  await world.done('commission', `${path}/suspension`, { ...at, from: '2026-12-01', reason: 'snow' });
  const standing = async () => {
    const { status, suspendedFrom, endsOn, endedOn } = (await world.get('bank', path)).body;
    return { status, suspendedFrom, endsOn, endedOn };
  };
  expect(await standing()).toEqual({ status: 'running', suspendedFrom: '2026-12-01' });
  const end = (endedOn: string) =>
    world.done('commission', `${path}/end`, { ...at, endedOn, reason: 'contract' });
  await end('2027-12-31');
  expect(await standing()).toMatchObject({ status: 'running', endsOn: '2027-12-31', endedOn: '2027-12-31' });
  // In Karachi it is the first of June.
  await end('2026-06-01');
  expect(await standing()).toMatchObject({ status: 'running', endsOn: '2026-06-01' });
  await end('2026-05-31');
  expect(await standing()).toEqual({ status: 'ended', endedOn: '2026-05-31' });
});

it('a trader announces what it runs itself', async () => {
  const wanted = { ...train, serviceId: 'mine' };
  expect(await world.refused(() => world.post('exporter', 'services', wanted))).toMatchObject({
    status: 403,
    body: { code: 'not-the-operator', pointer: '/operator' },
  });
  await world.done('exporter', 'services', { ...wanted, operator: TEXTILES });
  await world.done('exporter', 'services/mine/end', { ...at, endedOn: '2026-03-01', reason: 'called off' });
  expect((await world.get('exporter', 'services/mine')).body).toMatchObject({
    status: 'ended',
    confirmed: false,
    legalNow: [],
  });
});

describe('goods', () => {
  let consignmentId: string;
  const carry = (change: object = {}) => ({
    ...at,
    consignmentId,
    from: 'PKKHI',
    to: 'KZALA',
    departedOn: '2026-03-10',
    ...change,
  });
  const path = `services/${serviceId}/carriages`;
  beforeAll(async () => {
    consignmentId = await world.declared();
    await world.done('exporter', `consignments/${consignmentId}/dispatch`, {
      // Still the ninth in UTC.
      occurredAt: '2026-03-09T20:00:00Z',
      location: 'PKKHI',
      transportMode: 'rail',
    });
  });

  it('are told of by their exporter or the operator of the service, and refused where they do not fit', async () => {
    const refused = async (body: object, holder: 'exporter' | 'stranger' | 'importer' = 'exporter') =>
      (await world.refused(() => world.post(holder, path, body))).body;
    expect(await refused(carry({ from: 'PKLHE' }))).toMatchObject({ code: 'stop-unknown', pointer: '/from' });
    expect(await refused(carry({ departedOn: '2026-03-09' }))).toMatchObject({ code: 'day-differs' });
    expect(await refused(carry({ to: 'UZTAS' }))).toMatchObject({ code: 'leg-ends-elsewhere' });
    // Its operator learns nothing of the way of others' goods that it does not know.
    for (const wrong of [{ departedOn: '2026-03-09' }, { to: 'UZTAS' }, { from: 'UZTAS' }]) {
      const answer = await refused(carry(wrong), 'stranger');
      expect(answer).toMatchObject({ code: 'consignment-unknown', pointer: '/consignmentId' });
      expect(JSON.stringify(answer)).not.toContain('PKKHI');
    }
    const answer = await world.done('stranger', path, carry());
    const [event] = await world.log.readAll({ after: answer.position - 1, limit: 1 });
    expect(event).toMatchObject({
      type: 'ConsignmentCarried',
      participants: ['demo-carpets-lahore', TEXTILES, 'demo-trading-almaty'].sort(),
      data: {
        serviceId,
        consignmentId,
        departedOn: '2026-03-10',
        operator: 'demo-carpets-lahore',
      },
    });
    expect((await world.done('exporter', path, carry())).position).toBe(answer.position);
  });

  it('keep the service from having ended before that day', async () => {
    const wanted = { ...at, endedOn: '2026-03-09', reason: 'snow' };
    expect(
      await world.refused(() => world.post('commission', `services/${serviceId}/end`, wanted)),
    ).toMatchObject({ status: 422, body: { code: 'departed-since', pointer: '/endedOn' } });
    const { body } = await world.get('bank', `services/${serviceId}`);
    expect(JSON.stringify(body)).not.toContain(consignmentId);
  });

  it('of others are told of by an operator whose service the Commission or the Council stands behind', async () => {
    const ghost = { ...train, serviceId: 'ghost-train', operator: 'demo-carpets-lahore' };
    await world.done('stranger', 'services', ghost);
    await world.done('stranger', 'services/ghost-train/start', { ...at, startedOn: '2026-03-01' });
    const unseen = await world.declared();
    await world.done('exporter', `consignments/${unseen}/dispatch`, {
      occurredAt: '2026-03-10T10:00:00+05:00',
      location: 'PKKHI',
      transportMode: 'rail',
    });
    const told = carry({ consignmentId: unseen });
    const unknown = { status: 404, body: { code: 'consignment-unknown' } };
    const ask = () => world.post('stranger', 'services/ghost-train/carriages', told);
    expect(await world.refused(ask)).toMatchObject(unknown);
    expect(
      await world.refused(() => world.post('stranger', 'services/ghost-train/confirmation', at)),
    ).toMatchObject({ status: 403 });
    await world.done('council', 'services/ghost-train/confirmation', at);
    await world.done('stranger', 'services/ghost-train/carriages', told);
    // By another service, it is told no more than that.
    expect(await world.refused(() => world.post('stranger', path, told))).toMatchObject(unknown);
    expect(await world.refused(() => world.post('exporter', path, told))).toMatchObject({
      body: { code: 'leg-carried' },
    });
  });

  it('are carried on a leg by one service, until that is withdrawn', async () => {
    const second = { ...train, serviceId: 'second-train' };
    await world.done('commission', 'services', second);
    await world.done('commission', 'services/second-train/start', { ...at, startedOn: '2026-03-01' });
    const secondPath = 'services/second-train/carriages';
    expect((await world.refused(() => world.post('exporter', secondPath, carry()))).body).toMatchObject({
      code: 'leg-carried',
      pointer: '/consignmentId',
    });
    const withdrawal = { ...at, consignmentId, from: 'PKKHI', reason: 'another train' };
    await world.done('exporter', `services/${serviceId}/carriage-withdrawals`, withdrawal);
    await world.done('exporter', secondPath, carry());
  });

  it('of others are unknown to a trader that does not run the service', async () => {
    await world.done('operator', 'services', {
      ...train,
      serviceId: 'third-train',
      operator: 'demo-railways',
    });
    await world.done('operator', 'services/third-train/start', { ...at, startedOn: '2026-03-01' });
    const answer = await world.refused(() =>
      world.post('stranger', 'services/third-train/carriages', carry()),
    );
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'consignment-unknown', pointer: '/consignmentId' },
    });
    const nothing = carry({ consignmentId: '0191d8a0-5e10-7a00-8c11-4f6e2b9d0aff' });
    expect(await world.refused(() => world.post('operator', path, nothing))).toMatchObject({ status: 404 });
  });
});

it.each(['nowhere', 'No-Slug', '%00'])('knows no service %s', async (id) => {
  const unknown = { status: 404, body: { code: 'service-unknown' } };
  expect(await world.get('operator', `services/${id}`)).toMatchObject(unknown);
  const leg = { consignmentId: '0191d8a0-5e10-7a00-8c11-4f6e2b9d0aff', from: 'PKKHI' };
  for (const [step, body] of [
    ['confirmation', {}],
    ['start', { startedOn: '2026-03-01' }],
    ['start-withdrawal', { reason: 'x' }],
    ['schedule-changes', { from: '2026-03-01', departuresPerWeek: 1, capacity, reason: 'x' }],
    ['suspension', { from: '2026-03-01', reason: 'x' }],
    ['resumption', { from: '2026-03-01', reason: 'x' }],
    ['end', { endedOn: '2026-03-01', reason: 'x' }],
    ['departures', { departedOn: '2026-03-01' }],
    ['departure-withdrawals', { departedOn: '2026-03-01', reason: 'x' }],
    ['carriages', { ...leg, to: 'KZALA', departedOn: '2026-03-01' }],
    ['carriage-withdrawals', { ...leg, reason: 'x' }],
  ] as const) {
    const answer = await world.refused(() =>
      world.post('operator', `services/${id}/${step}`, { ...at, ...body }),
    );
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

  it('says that it is not ready before its read model is', async () => {
    expect(await world.get('operator', 'services')).toMatchObject({
      status: 503,
      body: { code: 'read-model-not-ready' },
    });
  });

  it('tells the services as of a position, page by page', async () => {
    const state = { name: 'services', generation: 1, state: 'live', position: 9, updated_at: at.occurredAt };
    await insert('reporting.projections', state);
    expect((await world.get('customs', 'services')).body).toEqual({ items: [], asOf: 9 });
    const { occurredAt: _, serviceId: __, ...told } = train;
    const details = (service_id: string, status: string, more: object = {}) => ({
      serviceId: service_id,
      ...told,
      confirmed: true,
      status,
      changes: [],
      pauses: [],
      ...more,
    });
    const row = (
      service_id: string,
      announced_position: number,
      position: number,
      status: string,
      more: object = {},
      periods: readonly object[] = [],
    ) =>
      insert('reporting.service_versions', {
        generation: 1,
        service_id,
        position,
        announced_position,
        status,
        details: details(service_id, status, more),
        periods,
        demo: true,
      });
    await row('b', 2, 2, 'announced');
    await row('a', 3, 3, 'announced');
    const started = { startedOn: '2026-03-01' };
    const from = '2026-03-01';
    await row('b', 2, 5, 'running', started, [{ from }]);
    const listed = async (query: string) => {
      const { body } = await world.get('bank', `services${query}`);
      const items = body.items as readonly { serviceId: string; status: string }[];
      return items.map((item) => `${item.serviceId} ${item.status}`);
    };
    expect(await listed('')).toEqual(['b running', 'a announced']);
    expect(await listed('?asOf=4')).toEqual(['b announced', 'a announced']);
    expect(await listed('?status=running')).toEqual(['b running']);
    expect((await world.get('bank', 'services?limit=1')).body).toEqual({
      items: [{ ...details('b', 'running', started), demo: true }],
      next: 2,
      asOf: 9,
    });
    expect(await listed('?after=2')).toEqual(['a announced']);
    expect(await world.get('bank', 'services?asOf=10')).toMatchObject({ status: 503 });

    // By what is told of days ahead, no service is other today, which is the first of June in Karachi.
    const pauses = [{ from: '2026-06-02', reason: 'snow' }];
    await row('b', 2, 6, 'suspended', { ...started, pauses }, [{ from, before: '2026-06-02' }]);
    await row('a', 3, 6, 'ended', { ...started, endedOn: '2026-06-01' }, [{ from, before: '2026-06-02' }]);
    expect(await listed('?status=running')).toEqual(['b running', 'a running']);
    expect(await listed('?status=suspended')).toEqual([]);
    expect((await world.get('bank', 'services')).body).toMatchObject({
      items: [{ suspendedFrom: '2026-06-02' }, { endsOn: '2026-06-01' }],
    });
    // The day after is that of a later position: the log was written behind it.
    expect(await listed('?asOf=6&status=suspended')).toEqual(['b suspended']);
    expect(await listed('?asOf=6&status=ended')).toEqual(['a ended']);
    await row('b', 2, 7, 'suspended', { ...started, pauses: [{ ...pauses[0], from: '2026-06-01' }] }, [
      { from, before: '2026-06-01' },
    ]);
    await row('a', 3, 7, 'ended', { ...started, endedOn: '2026-05-31' }, [{ from, before: '2026-06-01' }]);
    expect(await listed('')).toEqual(['b suspended', 'a ended']);
    for (const [status, id] of [
      ['suspended', 'b'],
      ['ended', 'a'],
    ]) {
      expect(await listed(`?status=${status}`)).toEqual([`${id} ${status}`]);
    }
    await row('a', 3, 8, 'ended', { endedOn: '2026-06-02' });
    expect(await listed('?status=announced')).toEqual(['a announced']);
    await row('a', 3, 9, 'ended', { endedOn: '2026-06-01' });
    expect(await listed('?status=ended')).toEqual(['a ended']);
  });
});
