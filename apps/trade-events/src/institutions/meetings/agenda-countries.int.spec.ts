import { TradeWorld } from '../../trade-events.spec-kit.js';
import { idOf, reached, scheduled, shown, shownCase, shownCommitment } from './meeting.spec-kit.js';

let world: TradeWorld;
const DAY = '2026-09-10T09:00:00+05:00';

/** What stands on the agenda of a meeting of these countries: its subjects, by kind. */
async function stuckOf(...countries: string[]): Promise<Readonly<Record<string, readonly string[]>>> {
  const id = await scheduled(world, { countries });
  await world.done('commission', `meetings/${id}/agenda/proposal`, { occurredAt: DAY });
  const { body } = await world.get('commission', `meetings/${id}`);
  const found: Record<string, string[]> = {};
  for (const { kind, subject } of body.agenda as { kind: string; subject: string }[]) {
    found[kind] = [...(found[kind] ?? []), subject].sort();
  }
  return found;
}

const goods = (number: number, exporter_country: string, importer_country: string) =>
  shown(world, 'consignments', {
    consignment_id: idOf(number),
    status: 'declared',
    exporter_id: 'x',
    exporter_name: 'x',
    exporter_country,
    importer_id: 'y',
    importer_name: 'y',
    importer_country,
    origin: 'PKKHI',
    destination: 'KZALA',
    incoterm_rule: 'FCA',
    incoterm_place: 'x',
    lines: [],
    declared_at: '2026-03-01T10:00:00Z',
    open_holds: 0,
    sightings: [],
    participants: [],
    first_position: number,
    last_position: number,
  });
const route = (route_id: string, ...places: string[]) =>
  shown(world, 'routes', {
    route_id,
    name: route_id,
    status: 'suspended',
    suspension: { reason: 'x', since: '2026-08-01T10:00:00+05:00' },
    origin: places.at(0),
    destination: places.at(-1),
    legs: places.slice(1).map((to, index) => ({ from: places[index], to })),
    tariffs: {},
    first_position: 21,
    last_position: 21,
  });

beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-09-10T12:00:00Z'));
  const built = [
    'commitment-realisation',
    'routes',
    'trade-facts',
    'cases',
    'meetings',
    'consignments',
    'visa-applications',
    'firms',
  ];
  await reached(world, Object.fromEntries(built.map((name) => [name, 40])));
});
afterAll(() => world.stop());

it('holds commitments between two sides that meet', async () => {
  const behind = { status: 'lapsed' };
  await shownCommitment(world, 1, { ...behind, from_countries: ['PK'], to_countries: ['KZ'] }, []);
  await shownCommitment(world, 2, { ...behind, from_countries: ['PK'], to_countries: ['UZ'] }, []);
  await shownCommitment(world, 3, { ...behind, from_countries: ['PK'], to_countries: ['KZ', 'UZ'] }, []);
  // Nobody said who buys.
  await shownCommitment(world, 4, { ...behind, from_countries: ['KZ'], to_countries: [] }, []);
  expect(await stuckOf('PK', 'KZ')).toEqual({ commitment: [idOf(1), idOf(3), idOf(4)] });
  expect(await stuckOf('PK', 'UZ')).toEqual({ commitment: [idOf(2), idOf(3)] });
  // Both of them buy; neither sells.
  expect(await stuckOf('KZ', 'UZ')).toEqual({ commitment: [idOf(4)] });
  await world.owner.query('DELETE FROM reporting.commitments');
});

it('holds cases of goods, travellers and firms of those who meet, and those of which nothing tells whose they are', async () => {
  await goods(31, 'PK', 'KZ');
  await goods(32, 'PK', 'UZ');
  for (const [number, change] of [
    [11, { consignment_id: idOf(31) }],
    [12, { consignment_id: idOf(32) }],
    [13, { subject: { kind: 'visa-application', applicationId: idOf(41) } }],
    [14, { subject: { kind: 'visa-application', applicationId: idOf(42) } }],
    [15, { firms: ['firm-of-kz'] }],
    [16, { firms: ['firm-of-uz'] }],
    [17, { firms: ['not-registered'] }],
  ] as const) {
    await shownCase(world, number, '2026-01-11', change);
  }
  for (const [number, destination] of [
    [41, 'KZ'],
    [42, 'UZ'],
  ] as const) {
    await shown(world, 'visa_applications', {
      visa_id: idOf(number),
      firm: 'x',
      purpose: 'trade-fair',
      nationality: 'PK',
      destination,
      intended_from: '2026-05-11',
      intended_until: '2026-05-20',
      status: 'submitted',
      first_position: number,
      last_position: number,
    });
  }
  for (const country of ['KZ', 'UZ']) {
    await shown(world, 'firm_versions', {
      participant_id: `firm-of-${country.toLowerCase()}`,
      position: 5,
      registered_position: 5,
      status: 'registered',
      name: 'x',
      country,
      national_ids: [],
      ownership: 'private',
      sectors: [],
    });
  }
  expect(await stuckOf('PK', 'KZ')).toEqual({ case: [11, 13, 15, 17].map(idOf) });
  expect(await stuckOf('PK', 'UZ')).toEqual({ case: [12, 14, 16, 17].map(idOf) });
  expect(await stuckOf('KZ', 'UZ')).toEqual({ case: [15, 16, 17].map(idOf) });
  await world.owner.query('DELETE FROM reporting.cases');
});

it('holds routes that lead through two of those who meet, or within one', async () => {
  await route('trans-afghan', 'PKKHI', 'UZTMZ', 'KZALA');
  await route('to-tashkent', 'PKKHI', 'UZTAS');
  await route('within-kazakhstan', 'KZALA', 'KZHOR');
  expect(await stuckOf('PK', 'KZ')).toEqual({ route: ['trans-afghan', 'within-kazakhstan'] });
  expect(await stuckOf('PK', 'UZ')).toEqual({ route: ['to-tashkent', 'trans-afghan'] });
  await world.owner.query('DELETE FROM reporting.routes');
});

it('holds actions of meetings that two of those who meet took part in', async () => {
  for (const [number, countries] of [
    [51, ['PK', 'KZ']],
    [52, ['PK', 'UZ']],
  ] as const) {
    const of = { meeting_id: idOf(number), position: number, last_position: number, state: {} };
    const days = { starts_on: '2026-03-12', ends_on: '2026-03-13' };
    await shown(world, 'meetings', {
      ...of,
      status: 'closed',
      name: 'x',
      place: 'PKISB',
      countries,
      ...days,
    });
    const task = { owner: 'demo-customs', task: 'x', due_on: '2026-09-05' };
    await shown(world, 'actions', { ...of, action_id: idOf(number + 10), status: 'overdue', ...task });
  }
  expect(await stuckOf('PK', 'KZ')).toEqual({ action: [idOf(61)] });
  expect(await stuckOf('PK', 'KZ', 'UZ')).toEqual({ action: [idOf(61), idOf(62)] });
});
