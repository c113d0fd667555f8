import type { Role } from '@corridor/nest-kit';
import { type FilledLedger, startFilledLedger } from '../../spec-kit/filled-ledger.js';
import { type GatewayUnderTest, startGatewayUnderTest } from '../../spec-kit/gateway-under-test.js';
import { idOf } from '../../spec-kit/payment-rows.js';

const AIR = 'islamabad-almaty-air';
let ledger: FilledLedger;
let gateway: GatewayUnderTest;

const capacity = { basis: 'tonnes', tonnes: '3.5' };
const details = (more: object = {}) => ({
  serviceId: AIR,
  name: 'Islamabad to Almaty by air',
  mode: 'air',
  stops: ['PKISB', 'KZALA', 'KZNQZ'],
  operator: 'demo-airline',
  departuresPerWeek: 2,
  capacity,
  plannedStart: '2026-05-01',
  announcedBy: 'Ministry',
  source: 'protocol',
  confirmed: true,
  changes: [],
  pauses: [],
  ...more,
});

/** 1 and 2 announce services, 3 starts the first; the last position is of 14 June 2026 in Pakistan. */
beforeAll(async () => {
  ledger = await startFilledLedger();
  for (let position = 1; position <= 30; position += 1) {
    await ledger.event({ recordedAt: position < 20 ? '2026-05-31T10:00:00Z' : '2026-06-13T20:00:00Z' });
  }
  const version = (
    service_id: string,
    position: number,
    announced_position: number,
    status: string,
    more = {},
    periods: object[] = [],
  ) =>
    ledger.insert('reporting.service_versions', {
      generation: 1,
      service_id,
      position,
      announced_position,
      status,
      details: JSON.stringify(details({ serviceId: service_id, ...more })),
      periods: JSON.stringify(periods),
      demo: false,
    });
  await version(AIR, 1, 1, 'announced');
  await version('train', 2, 2, 'announced', { mode: 'rail' });
  const period = { from: '2026-05-11', departuresPerWeek: 2, capacity };
  await version(AIR, 3, 1, 'running', { startedOn: '2026-05-11' }, [period]);

  const weigh = (position: number, consignment: number, load_kg: string, critical_kg = '0') =>
    ledger.insert('reporting.service_masses', {
      generation: 1,
      position,
      consignment_id: idOf(consignment),
      load_kg,
      critical_kg,
    });
  const carriage = (position: number, consignment: number, departed_on: string, more = {}) =>
    ledger.insert('reporting.service_carriages', {
      generation: 1,
      position,
      service_id: AIR,
      consignment_id: idOf(consignment),
      from_place: 'PKISB',
      to_place: 'KZALA',
      departed_on,
      withdrawn: false,
      ...more,
    });
  await weigh(1, 1, '6000', '1500.5');
  await weigh(1, 2, '4500');
  await weigh(1, 3, '900', '900');
  await weigh(1, 4, '7000', '500');
  await weigh(1, 5, '100');
  await carriage(4, 1, '2026-05-12');
  await carriage(5, 2, '2026-05-15');
  // Told by mistake, as is known at 21.
  await carriage(6, 3, '2026-05-15');
  await carriage(21, 3, '2026-05-15', { withdrawn: true });
  await carriage(7, 4, '2026-06-01');
  // Split there, as is known from 22 on, and carried on in two parts: they count once, and fill the plane where they are.
  await weigh(22, 4, '0');
  await weigh(22, 41, '4000', '500');
  await weigh(22, 42, '3000');
  for (const part of [41, 42]) {
    await ledger.insert('reporting.service_parts', {
      generation: 1,
      consignment_id: idOf(part),
      whole_id: idOf(4),
      position: 22,
    });
    await carriage(part - 18, part, '2026-06-03', { from_place: 'KZALA', to_place: 'KZNQZ' });
  }
  // One of them was weighed anew.
  await weigh(25, 41, '4100.5', '400');
  // By another service.
  await carriage(8, 5, '2026-05-15', { service_id: 'train' });

  const departure = (
    position: number,
    departed_on: string,
    load_kg: string | null,
    run = 1,
    withdrawn = false,
  ) =>
    ledger.insert('reporting.service_departures', {
      generation: 1,
      position,
      service_id: AIR,
      departed_on,
      run,
      load_kg,
      withdrawn,
    });
  await departure(9, '2026-05-12', null);
  await departure(10, '2026-05-12', '800', 2);
  await departure(11, '2026-05-12', '6100.25');
  await departure(12, '2026-05-13', '50');
  await departure(13, '2026-05-13', null, 1, true);

  const dispatch = (
    position: number,
    consignment: number,
    dispatched_on: string,
    critical_kg: string,
    more = {},
  ) =>
    ledger.insert('reporting.critical_dispatches', {
      generation: 1,
      position,
      consignment_id: idOf(consignment),
      from_country: 'PK',
      to_country: 'KZ',
      dispatched_on,
      critical_kg,
      ...more,
    });
  await dispatch(12, 1, '2026-05-12', '1500.5');
  await dispatch(13, 9, '2026-05-20', '6000');
  // Weighed anew, as is known at 23.
  await dispatch(23, 9, '2026-05-20', '4502');
  await dispatch(14, 10, '2026-05-20', '5000', { to_country: 'UZ' });
  await dispatch(15, 4, '2026-06-01', '500');
  await dispatch(22, 4, '2026-06-01', '0');
  await dispatch(22, 41, '2026-06-01', '500');
  await dispatch(25, 41, '2026-06-01', '400');
  await ledger.reach(30);
  gateway = await startGatewayUnderTest(ledger.url);
});
afterAll(async () => {
  await gateway.stop();
  await ledger.stop();
});

type Row = Readonly<Record<string, unknown>>;
async function answerOf<Answer>(query: string, role: Role = 'reporter'): Promise<Answer> {
  const { data, errors } = await gateway.ask(query, { role });
  expect(errors).toEqual([]);
  return data as Answer;
}
const figures = async (args: string, fields: string): Promise<Row> =>
  (await answerOf<{ serviceFigures: Row }>(`{ serviceFigures(serviceId: "${AIR}", ${args}) { ${fields} } }`))
    .serviceFigures;
const MAY = 'from: "2026-05", to: "2026-05"';
const LOAD = 'departuresOffered capacityTonnes capacityTeu loadKg loadFactor';
const SECTOR = 'busiestSector { from to loadKg }';

it('lists services as of a position, page by page', async () => {
  const list = async (args: string) =>
    (
      await answerOf<{ services: { edges: { node: Row }[]; pageInfo: { endCursor: string } } }>(
        `{ services${args} { edges { node { serviceId status startedOn } } pageInfo { endCursor } } }`,
        'consulate',
      )
    ).services;
  const nodes = async (args: string) => (await list(args)).edges.map(({ node }) => Object.values(node));
  expect(await nodes('')).toEqual([
    [AIR, 'running', '2026-05-11'],
    ['train', 'announced', null],
  ]);
  expect(await nodes('(asOf: 1)')).toEqual([[AIR, 'announced', null]]);
  const { pageInfo } = await list('(first: 1)');
  expect(await nodes(`(first: 1, after: "${pageInfo.endCursor}")`)).toEqual([['train', 'announced', null]]);
});

it('tells what a service offered and carried, month by month', async () => {
  const { total, months } = (await figures(
    'from: "2026-05", to: "2026-06"',
    `total { ${LOAD} ${SECTOR} } months { month ${LOAD} }`,
  )) as { total: Row; months: Row[] };
  // 21 days of May at 2 a week: 6 departures of 3.5 t; 10.5 t were carried. 14 days of June: 4 departures of 14 t in all, half full.
  expect(months.map((row) => Object.values(row))).toEqual([
    ['2026-05', '6.00', '21.000', null, '10500', '0.5000'],
    ['2026-06', '4.00', '14.000', null, '7100.5', '0.5072'],
  ]);
  const busiestSector = { from: 'PKISB', to: 'KZALA', loadKg: '17600.5' };
  expect(Object.values(total)).toEqual(['10.00', '35.000', null, '17600.5', '0.5029', busiestSector]);
});

it('is as of a position: what was withdrawn later counted until then, and no day behind it is offered', async () => {
  // 11.4 t of 21 t
  expect(await figures(`${MAY}, asOf: 19`, `total { loadKg loadFactor } service { status }`)).toEqual({
    total: { loadKg: '11400', loadFactor: '0.5429' },
    service: { status: 'running' },
  });
  expect(await figures(`from: "2026-06", to: "2026-06", asOf: 19`, `total { ${LOAD} }`)).toEqual({
    total: {
      departuresOffered: '0.00',
      capacityTonnes: null,
      capacityTeu: null,
      loadKg: '7000',
      loadFactor: null,
    },
  });
  expect(await figures(`${MAY}, asOf: 1`, 'service { status } total { loadKg }')).toEqual({
    service: { status: 'announced' },
    total: { loadKg: '0' },
  });
  // Split and carried on in parts, and weighed anew since.
  for (const [asOf, loadKg] of [
    [21, '7000'],
    [22, '7000'],
    [24, '7000'],
    [25, '7100.5'],
  ] as const) {
    expect(await figures(`from: "2026-06", to: "2026-06", asOf: ${asOf}`, 'total { loadKg }')).toEqual({
      total: { loadKg },
    });
  }
});

it('tells its share of what cannot wait, and departures as they were reported last', async () => {
  const fields = 'timeCriticalKg timeCriticalDispatchedKg timeCriticalCarriedKg timeCriticalShare';
  // 1,500.5 of 1,500.5 + 4,502 kg
  expect(await figures(MAY, fields)).toEqual({
    timeCriticalKg: '1500.5',
    timeCriticalDispatchedKg: '6002.5',
    timeCriticalCarriedKg: '1500.5',
    timeCriticalShare: '0.2500',
  });
  expect(await figures(`${MAY}, asOf: 19`, fields)).toEqual({
    timeCriticalKg: '2400.5',
    timeCriticalDispatchedKg: '7500.5',
    // The 900 kg more are not among what left for Kazakhstan: 1,500.5 of 7,500.5 kg.
    timeCriticalCarriedKg: '1500.5',
    timeCriticalShare: '0.2001',
  });
  expect(await figures('from: "2026-06", to: "2026-06"', fields)).toMatchObject({
    timeCriticalKg: '400',
    timeCriticalDispatchedKg: '400',
    timeCriticalShare: '1.0000',
  });
  expect(await figures('from: "2026-07", to: "2026-07"', fields)).toMatchObject({ timeCriticalShare: null });
  expect(await figures(MAY, 'departuresReported departuresWithLoad reportedLoadKg')).toEqual({
    departuresReported: 2,
    departuresWithLoad: 2,
    reportedLoadKg: '6900.25',
  });
});

it('is explained by what makes its figures, which add up to them', async () => {
  const { consignments, timeCriticalDispatches } = (await figures(
    MAY,
    `consignments { edges { node { consignmentId from to departedOn legKg loadKg timeCriticalKg positions } } }
     timeCriticalDispatches { edges { node { consignmentId dispatchedOn timeCriticalKg carried position } } }`,
  )) as Record<string, { edges: { node: Row }[] }>;
  expect(consignments?.edges.map(({ node }) => Object.values(node))).toEqual([
    [idOf(1), 'PKISB', 'KZALA', '2026-05-12', '6000', '6000', '1500.5', [1, 4]],
    [idOf(2), 'PKISB', 'KZALA', '2026-05-15', '4500', '4500', '0', [1, 5]],
  ]);
  expect(timeCriticalDispatches?.edges.map(({ node }) => Object.values(node))).toEqual([
    [idOf(1), '2026-05-12', '1500.5', true, 12],
    [idOf(9), '2026-05-20', '4502', false, 23],
  ]);
  const june = (await figures(
    'from: "2026-06", to: "2026-06"',
    'consignments { edges { node { consignmentId legKg loadKg timeCriticalKg positions } } }',
  )) as { consignments: { edges: { node: Row }[] } };
  expect(june.consignments.edges.map(({ node }) => Object.values(node))).toEqual([
    [idOf(4), '7100.5', '7100.5', '400', [7, 22, 25]],
    [idOf(41), '4100.5', '0', '0', [23, 25]],
    [idOf(42), '3000', '0', '0', [22, 24]],
  ]);
  const page = (args: string) =>
    figures(MAY, `consignments${args} { edges { node { loadKg } } pageInfo { endCursor } }`);
  const first = (await page('(first: 1)')) as { consignments: { pageInfo: { endCursor: string } } };
  const second = await page(`(first: 1, after: "${first.consignments.pageInfo.endCursor}")`);
  expect(second).toMatchObject({ consignments: { edges: [{ node: { loadKg: '4500' } }] } });
});

it('shows the goods of others to those who see all events alone, and the figures to everyone', async () => {
  for (const role of ['trader', 'bank', 'consulate'] as const) {
    const { data, errors } = await gateway.ask(
      `{ serviceFigures(serviceId: "${AIR}", ${MAY}) { timeCriticalShare consignments { edges { node { consignmentId } } } } }`,
      { role },
    );
    expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect(data).toEqual({ serviceFigures: { timeCriticalShare: '0.2500', consignments: null } });
  }
});

it('knows no other service, and refuses months that lie the wrong way round', async () => {
  expect(await answerOf(`{ serviceFigures(serviceId: "none", ${MAY}) { asOf } }`)).toEqual({
    serviceFigures: null,
  });
  const { errors } = await gateway.ask(
    `{ serviceFigures(serviceId: "${AIR}", from: "2026-05", to: "2026-04") { asOf } }`,
  );
  expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
});
