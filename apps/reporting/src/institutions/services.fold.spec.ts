import {
  foldServices,
  type ServiceEventOfLog,
  type ServiceFacts,
  type ServiceKnowledge,
} from './services.fold.js';

type Told = readonly [type: ServiceEventOfLog['type'], data: object, occurredAt?: string];

const nothing = (): ServiceKnowledge => ({ services: new Map(), carriages: new Map(), goods: new Map() });
/** Events at positions from 1 on. */
const eventsOf = (told: readonly Told[]) =>
  told.map(([type, data, occurredAt = '2026-05-04T23:30:00+05:00'], index) => ({
    type,
    position: index + 1,
    occurredAt,
    data,
    demo: true,
  })) as unknown as readonly ServiceEventOfLog[];
const factsOf = (...told: readonly Told[]): ServiceFacts => foldServices(eventsOf(told), nothing());

const serviceId = 'train';
const capacity = { basis: 'tonnes', tonnes: '10' };
const announced: Told = [
  'ServiceAnnounced',
  { serviceId, stops: ['PKKHI', 'KZALA'], departuresPerWeek: 1, capacity, operator: 'railways' },
];
const started: Told = ['ServiceStarted', { serviceId, startedOn: '2026-05-01' }];
const changed: Told = [
  'ServiceScheduleChanged',
  { serviceId, from: '2026-06-01', departuresPerWeek: 2, capacity, reason: 'x' },
];

it('keeps a version of a service for each event but departures, with the days on which it runs', () => {
  const { versions, departures } = factsOf(
    announced,
    started,
    ['DepartureReported', { serviceId, departedOn: '2026-05-04', run: 1, loadTonnes: '2.75' }],
    changed,
    ['DepartureWithdrawn', { serviceId, departedOn: '2026-05-04', run: 1, reason: 'x' }],
  );
  const first = { from: '2026-05-01', departuresPerWeek: 1, capacity };
  expect(
    versions.map(({ position, announced_position, status, periods }) => [
      position,
      announced_position,
      status,
      periods,
    ]),
  ).toEqual([
    [1, 1, 'announced', []],
    [2, 1, 'running', [first]],
    [
      4,
      1,
      'running',
      [
        { ...first, before: '2026-06-01' },
        { ...first, from: '2026-06-01', departuresPerWeek: 2 },
      ],
    ],
  ]);
  expect(versions[2]?.details).toMatchObject({ startedOn: '2026-05-01', changes: [{ from: '2026-06-01' }] });
  expect(versions[2]?.details).not.toHaveProperty('departures');
  const departure = { service_id: serviceId, departed_on: '2026-05-04', run: 1 };
  expect(departures).toEqual([
    { ...departure, position: 3, load_kg: '2750', withdrawn: false },
    { ...departure, position: 5, load_kg: null, withdrawn: true },
  ]);
});

it('goes on from the version that was kept last', () => {
  const all = [announced, started, changed] as const;
  const events = eventsOf(all);
  for (const cut of [1, 2]) {
    const known = nothing();
    const first = foldServices(events.slice(0, cut), known);
    const services = new Map(JSON.parse(JSON.stringify([...known.services])) as [string, never][]);
    const second = foldServices(events.slice(cut), { ...known, services });
    expect([...first.versions, ...second.versions]).toEqual(factsOf(...all).versions);
  }
});

it('keeps what was carried, and what was taken back', () => {
  const leg = { serviceId, consignmentId: 'c', from: 'PKKHI' };
  const told = { ...leg, to: 'KZALA', departedOn: '2026-05-04' };
  const { carriages } = factsOf(
    ['ConsignmentCarried', told],
    ['CarriageWithdrawn', leg],
    ['ConsignmentCarried', told],
  );
  const row = {
    service_id: serviceId,
    consignment_id: 'c',
    from_place: 'PKKHI',
    to_place: 'KZALA',
    departed_on: '2026-05-04',
    withdrawn: false,
  };
  expect(carriages).toEqual([
    { ...row, position: 1 },
    { ...row, position: 2, withdrawn: true },
    { ...row, position: 3 },
  ]);
  expect(() => factsOf(['CarriageWithdrawn', leg])).toThrow('Nothing was told before');
});

describe('goods that cannot wait', () => {
  const line = (hs6: string, netMassKg: string) => ({ hs6, netMassKg });
  const declared = (consignmentId: string, lines: readonly object[], more: object = {}): Told => [
    'ConsignmentDeclared',
    { consignmentId, origin: 'PKLYP', destination: 'KZALA', lines, ...more },
  ];
  const left = (consignmentId: string): Told => ['ConsignmentDispatched', { consignmentId }];
  const amended = (consignmentId: string, ...lines: readonly object[]): Told => [
    'ConsignmentAmended',
    { consignmentId, lines },
  ];
  const mangoes = line('080450', '100.5');
  const towels = line('630260', '500');
  const masses = (...told: readonly Told[]) =>
    factsOf(...told).dispatches.map(({ position, critical_kg }) => `${position} ${critical_kg}`);

  it('count once they left, by the local day, with what is known of them', () => {
    expect(factsOf(declared('a', [mangoes, towels]), left('a')).dispatches).toEqual([
      {
        position: 2,
        consignment_id: 'a',
        from_country: 'PK',
        to_country: 'KZ',
        dispatched_on: '2026-05-04',
        critical_kg: '100.5',
      },
    ]);
    expect(masses(declared('a', [towels]), left('a'))).toEqual([]);
    expect(masses(declared('a', [mangoes]), amended('a', towels), left('a'))).toEqual([]);
    expect(
      masses(declared('a', [towels]), left('a'), amended('a', towels, mangoes), amended('a', towels)),
    ).toEqual(['3 100.5', '4 0']);
    expect(masses(declared('a', [mangoes]), left('a'), amended('a', mangoes))).toEqual(['2 100.5']);
  });

  it('count once where they were split on their way, share by share, and by part where that was before', () => {
    const few = line('080450', '40.5');
    const rest = line('080450', '60');
    const parts = [declared('b', [few], { partOf: 'a' }), declared('c', [rest], { partOf: 'a' })];
    const leave = [left('b'), left('c')];
    const rows = (...told: readonly Told[]) =>
      factsOf(...told).dispatches.map((row) => `${row.position} ${row.consignment_id} ${row.critical_kg}`);
    expect(
      rows(declared('a', [mangoes]), left('a'), ...parts, ...leave, amended('c', line('080450', '59'))),
    ).toEqual(['2 a 100.5', '3 a 60', '3 b 40.5', '4 a 0', '4 c 60', '7 c 59']);
    expect(rows(declared('a', [mangoes]), ...parts, ...leave)).toEqual(['4 b 40.5', '5 c 60']);
  });

  it('and others weigh what was told of them last, line by line, a whole less what its parts took over', () => {
    const gross = { ...towels, grossMassKg: '550' };
    const { masses, parts } = factsOf(
      declared('a', [mangoes, towels]),
      amended('a', mangoes, gross),
      declared('b', [gross], { partOf: 'a' }),
      declared('c', [mangoes], { partOf: 'a' }),
      declared('d', [mangoes], { partOf: 'c' }),
      left('d'),
    );
    expect(
      masses.map(({ position, consignment_id, load_kg, critical_kg }) =>
        [position, consignment_id, load_kg, critical_kg].join(' '),
      ),
    ).toEqual([
      '1 a 600.5 100.5',
      '2 a 650.5 100.5',
      '3 a 100.5 100.5',
      '3 b 550 0',
      '4 a 0 0',
      '4 c 100.5 100.5',
      '5 c 0 0',
      '5 d 100.5 100.5',
    ]);
    expect(
      parts.map(({ position, consignment_id, whole_id }) => `${position} ${consignment_id} of ${whole_id}`),
    ).toEqual(['3 b of a', '4 c of a', '5 d of c', '5 d of a']);
  });

  it('do not go on from a log that lacks what came before', () => {
    expect(() => masses(left('a'))).toThrow('was not declared before');
  });
});
