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
    ['DepartureReported', { serviceId, departedOn: '2026-05-04', run: 1 }],
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
    { ...departure, position: 3, load_kg: '2750' },
    { ...departure, position: 5, load_kg: null },
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

it('keeps what was carried, by its gross mass where that is told, and what was taken back', () => {
  const leg = { serviceId, consignmentId: 'c', from: 'PKKHI' };
  const told = { ...leg, to: 'KZALA', departedOn: '2026-05-04', netMassKg: '100', timeCriticalKg: '40' };
  const { carriages } = factsOf(
    ['ConsignmentCarried', told],
    ['CarriageWithdrawn', leg],
    ['ConsignmentCarried', { ...told, grossMassKg: '110.5' }],
  );
  const row = {
    service_id: serviceId,
    consignment_id: 'c',
    from_place: 'PKKHI',
    to_place: 'KZALA',
    departed_on: '2026-05-04',
    net_kg: '100',
    load_kg: '100',
    critical_kg: '40',
    withdrawn: false,
  };
  expect(carriages).toEqual([
    { ...row, position: 1 },
    { ...row, position: 2, withdrawn: true },
    { ...row, position: 3, load_kg: '110.5' },
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

  it('count once where they were split on their way, and by part where that was before', () => {
    const parts = [declared('b', [mangoes], { partOf: 'a' }), declared('c', [mangoes], { partOf: 'b' })];
    const leave = [left('b'), left('c')];
    expect(masses(declared('a', [mangoes]), left('a'), ...parts, ...leave)).toEqual(['2 100.5']);
    expect(masses(declared('a', [mangoes]), ...parts, ...leave)).toEqual(['4 100.5', '5 100.5']);
  });

  it('do not go on from a log that lacks what came before', () => {
    expect(() => masses(left('a'))).toThrow('was not declared before');
  });
});
