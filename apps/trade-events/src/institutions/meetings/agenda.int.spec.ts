import { TradeWorld } from '../../trade-events.spec-kit.js';
import {
  at,
  idOf,
  reached,
  scheduled,
  shown,
  shownCase,
  shownCommitment,
  traded,
} from './meeting.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-09-10T12:00:00Z'));
});
afterAll(() => world.stop());

interface Item {
  readonly itemId: string;
  readonly kind: string;
  readonly subject: string;
  readonly title: string;
  readonly because: string;
  readonly proposed: boolean;
}
const propose = (id: string, occurredAt: string) =>
  world.post('commission', `meetings/${id}/agenda/proposal`, { occurredAt });
const agendaOf = async (id: string) =>
  (await world.get('commission', `meetings/${id}`)).body.agenda as Item[];
const DAY = '2026-09-10T09:00:00+05:00';
const NEXT = '2026-09-11T09:00:00+05:00';

it('is not proposed before everything that it is made of was built', async () => {
  const id = await scheduled(world);
  await reached(world, { 'commitment-realisation': 40, routes: 45, 'trade-facts': 41, cases: 42 });
  const answer = await world.refused(() => propose(id, DAY));
  expect(answer).toMatchObject({ status: 503, body: { code: 'read-model-not-ready' } });
});

describe('with read models', () => {
  beforeAll(async () => {
    await reached(world, { meetings: 43, consignments: 46, 'visa-applications': 47, firms: 48 });
  });

  it('is empty where nothing is stuck', async () => {
    const id = await scheduled(world);
    expect((await propose(id, DAY)).status).toBe(200);
    expect((await world.get('commission', `meetings/${id}`)).body).toMatchObject({
      agenda: [],
      agendaAsOf: 40,
    });
  });

  it('is what is stuck on the day, by kind and then by weight', async () => {
    // Nothing for 90 days on 10 September; nothing for 89; over its day; 90 days before its day; delivered in full.
    await shownCommitment(world, 1, {}, [['2026-06-12', 123_456_799]]);
    await shownCommitment(world, 2, {}, [['2026-06-13', 1]]);
    await shownCommitment(world, 3, { status: 'lapsed', due_on: '2026-08-31', title: 'Rice' }, [
      ['2026-09-01', 1],
    ]);
    await shownCommitment(world, 4, { status: 'contracted', due_on: '2026-12-09' }, [
      ['2026-09-01', 1_000_000_000],
    ]);
    await shownCommitment(world, 5, { due_on: '2026-12-10' }, [
      ['2026-09-01', 0],
      ['2026-09-02', 5],
    ]);
    await shownCommitment(world, 6, { status: 'lapsed' }, [['2026-01-01', 2_000_000_000]]);
    await shownCommitment(world, 8, { status: 'withdrawn' }, [['2026-01-01', 1]]);
    // Open for 30 days, for 29, before the Commission, and over.
    await shownCase(world, 11, '2026-08-11', { status: 'answered' });
    await shownCase(world, 12, '2026-08-12', {});
    await shownCase(world, 13, '2026-09-09', { escalated: true, kind: 'red-tape', status: 'assigned' });
    await shownCase(world, 14, '2026-01-01', { status: 'resolved', escalated: true });
    await shown(world, 'cases', {
      case_id: idOf(15),
      status: 'foreseen',
      kind: 'customs-hold',
      subject: { kind: 'none' },
      firms: [],
      text: 'x',
      missed: [],
      escalated: false,
      reopenings: 0,
      state: {},
      participants: [],
      first_position: 15,
      last_position: 15,
    });
    const route = {
      origin: 'PKKHI',
      destination: 'KZALA',
      legs: [],
      tariffs: {},
      first_position: 21,
      last_position: 21,
    };
    const suspension = { reason: 'b'.repeat(512), since: '2026-08-01T10:00:00+05:00' };
    await shown(world, 'routes', {
      route_id: 'north',
      name: 'North',
      status: 'suspended',
      suspension,
      ...route,
    });
    await shown(world, 'routes', { route_id: 'south', name: 'South', status: 'open', ...route });
    const action = {
      meeting_id: idOf(30),
      owner: 'demo-customs',
      task: 'Open the lane',
      state: {},
      last_position: 31,
    };
    await shown(world, 'actions', {
      action_id: idOf(31),
      position: 31,
      status: 'overdue',
      due_on: '2026-09-05',
      ...action,
    });
    await shown(world, 'actions', {
      action_id: idOf(32),
      position: 32,
      status: 'assigned',
      due_on: '2026-10-05',
      ...action,
    });
    // The window of 10 September is July 2025 to June 2026. Cotton: 1,000,000.00 sent, 1,100,000.01 got: more than a tenth, and than 100,000.00.
    const sent = { reporter: 'PK', partner: 'KZ', flow: 'export' } as const;
    const got = { reporter: 'KZ', partner: 'PK', flow: 'import' } as const;
    await traded(world, 41, { ...sent, month: '2025-07-01', value_usd_cents: 100_000_000 });
    await traded(world, 42, { ...got, month: '2026-06-01', value_usd_cents: 110_000_001 });
    await traded(world, 43, { ...got, month: '2026-07-01', value_usd_cents: 900_000_000 });
    await traded(world, 44, { ...sent, month: '2025-06-01', value_usd_cents: 900_000_000 });
    // Exactly a tenth; and more than a tenth, of less than 100,000.00.
    await traded(world, 45, { ...sent, month: '2026-01-01', hs6: '100630', value_usd_cents: 100_000_000 });
    await traded(world, 46, { ...got, month: '2026-01-01', hs6: '100620', value_usd_cents: 110_000_000 });
    await traded(world, 47, { ...sent, month: '2026-01-01', hs6: '300490', value_usd_cents: 9_999_999 });
    // The other way, and a country that does not meet.
    await traded(world, 48, {
      reporter: 'KZ',
      partner: 'PK',
      flow: 'export',
      month: '2026-01-01',
      hs6: '100199',
      value_usd_cents: 10_000_000,
    });
    await traded(world, 49, {
      reporter: 'PK',
      partner: 'CN',
      flow: 'export',
      month: '2026-01-01',
      value_usd_cents: 900_000_000,
    });

    const id = await scheduled(world);
    await propose(id, DAY);
    const { agendaAsOf } = (await world.get('commission', `meetings/${id}`)).body;
    expect(agendaAsOf).toBe(40);
    const agenda = await agendaOf(id);
    expect(agenda.every(({ proposed }) => proposed)).toBe(true);
    expect(agenda.map(({ kind, subject, title, because }) => [kind, subject, title, because])).toEqual([
      ['case', idOf(11), 'A case of visa', 'visa, answered, open since 2026-08-11'],
      ['case', idOf(13), 'A case of red tape', 'red-tape, assigned, escalated, open since 2026-09-09'],
      [
        'commitment',
        idOf(3),
        'Rice',
        'lapsed: $0 of $20,000,000 delivered, nothing since 2026-09-01, due 2026-08-31',
      ],
      [
        'commitment',
        idOf(1),
        'Cotton textiles',
        'announced: $1,234,567 of $20,000,000 delivered, nothing since 2026-06-12',
      ],
      [
        'commitment',
        idOf(4),
        'Cotton textiles',
        'contracted: $10,000,000 of $20,000,000 delivered, nothing since 2026-09-01, due 2026-12-09',
      ],
      ['route', 'north', 'North', `suspended since 2026-08-01: ${'b'.repeat(512 - 29)}…`],
      ['action', idOf(31), 'Open the lane', 'overdue since 2026-09-05, for demo-customs'],
      [
        'mirror-gap',
        'PK-KZ-52',
        'Chapter 52 from PK to KZ',
        'KZ tells of $1,100,000 imported, PK of $1,000,000 exported in twelve months',
      ],
      [
        'mirror-gap',
        'KZ-PK-10',
        'Chapter 10 from KZ to PK',
        'PK tells of $0 imported, KZ of $100,000 exported in twelve months',
      ],
    ]);
  });

  it('says the same while nothing changes, whatever the day; what was taken off stays off, what people put there stays', async () => {
    const id = await scheduled(world);
    await propose(id, DAY);
    const before = await agendaOf(id);
    const off = before.find(({ subject }) => subject === 'north');
    const said = (path: string, body: object) =>
      world.done('commission', `meetings/${id}/${path}`, { ...at(), ...body });
    await said(`agenda/${off?.itemId}/removal`, { reason: 'It opens tomorrow' });
    const { itemId } = await said('agenda', { title: 'Visas', because: 'Asked for' });
    await reached(world, {
      'commitment-realisation': 50,
      routes: 50,
      'trade-facts': 50,
      cases: 50,
      meetings: 50,
      consignments: 50,
      'visa-applications': 50,
      firms: 50,
    });
    await propose(id, DAY);
    expect((await world.get('commission', `meetings/${id}`)).body).toMatchObject({
      agendaAsOf: 40,
      version: 4,
    });
    const rest = before.filter(({ itemId: each }) => each !== off?.itemId);
    expect((await agendaOf(id)).slice(0, -1)).toEqual(rest);
    expect((await agendaOf(id)).at(-1)).toMatchObject({ itemId, proposed: false });
    // On the next day, two more have been stuck for long enough and one is near its day; what was there reads as it did.
    await propose(id, NEXT);
    const next = await agendaOf(id);
    expect(next).toEqual(expect.arrayContaining(rest));
    const added = next.filter(({ itemId: each }) => !before.some((item) => item.itemId === each));
    expect(added.map(({ subject }) => subject)).toEqual([idOf(12), idOf(2), idOf(5), undefined]);
  });
});
