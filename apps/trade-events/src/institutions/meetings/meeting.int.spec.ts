import { randomUUID } from 'node:crypto';
import { REPORT_READ_MODELS } from '@corridor/contracts';
import { TradeWorld } from '../../trade-events.spec-kit.js';
import { at, reached, scheduled, session, under } from './meeting.spec-kit.js';

let world: TradeWorld;
beforeAll(async () => {
  world = await TradeWorld.start(() => Date.parse('2026-09-10T00:00:00Z'));
});
afterAll(() => world.stop());

const told = (id: string, path: string, body: object = {}) =>
  world.done('commission', `meetings/${id}/${path}`, { ...at(), ...body });
const found = async (id: string) => (await world.get('exporter', `meetings/${id}`)).body;
const eventsOf = async (id: string) => (await world.log.readStream(`meeting-${id}`)).map(({ type }) => type);
const refusedAs = (id: string, path: string, body: object) =>
  world.refused(() => world.post('commission', `meetings/${id}/${path}`, { ...at(), ...body }));
const delegations = [{ country: 'PK', institution: 'Ministry of Commerce', people: 4 }];

it('is scheduled, put off, and read by whoever has a key', async () => {
  const id = await scheduled(world);
  const later = { place: 'KZALA', startsOn: '2026-11-02', endsOn: '2026-11-03', reason: 'Asked for' };
  const { position } = await told(id, 'rescheduling', later);
  expect((await told(id, 'rescheduling', later)).position).toBe(position);
  expect(await found(id)).toEqual({
    meetingId: id,
    status: 'scheduled',
    name: '14th session',
    session: 14,
    place: 'KZALA',
    countries: ['PK', 'KZ'],
    startsOn: '2026-11-02',
    endsOn: '2026-11-03',
    agenda: [],
    delegations: [],
    decisions: [],
    reminders: [],
    legalNow: [],
    version: 2,
  });
});

it('does not take place once it is called off', async () => {
  const id = await scheduled(world);
  await told(id, 'cancellation', { reason: 'Floods' });
  expect(await found(id)).toMatchObject({ status: 'cancelled', legalNow: [] });
  expect(await refusedAs(id, 'opening', { delegations })).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', legalNow: [] },
  });
});

it.each([
  [{ place: 'XXXXX' }, 422, 'place-unknown', '/place'],
  [{ countries: ['PK', 'XX'] }, 422, 'country-unknown', '/countries/1'],
  [{ countries: ['PK', 'KZ', 'PK'] }, 422, 'country-twice', '/countries/2'],
  [{ endsOn: '2026-10-11' }, 422, 'ends-before-start', '/endsOn'],
])('is refused as %j', async (change, status, code, pointer) => {
  const answer = await world.refused(() => world.post('commission', 'meetings', session(change)));
  expect(answer).toMatchObject({ status, body: { code, pointer } });
});

it('is kept by the Commission alone', async () => {
  const id = await scheduled(world);
  for (const holder of ['exporter', 'council', 'reporter'] as const) {
    const answer = await world.refused(() => world.post(holder, `meetings/${id}/closing`, at()));
    expect(answer.status).toBe(403);
  }
});

it('is opened from its first day on, by the clock of the place', async () => {
  const id = await scheduled(world, { ...under, place: 'CNKHG', countries: ['CN', 'KZ'] });
  const there = delegations.map((each) => ({ ...each, country: 'CN' }));
  const early = { occurredAt: '2026-08-31T20:59:59+05:00', delegations: there };
  expect(await refusedAs(id, 'opening', early)).toMatchObject({
    status: 422,
    body: { code: 'meeting-not-begun', pointer: '/occurredAt' },
  });
  // Midnight in Kashgar.
  await told(id, 'opening', { occurredAt: '2026-08-31T21:00:00+05:00', delegations: there });
  expect((await world.log.readStream(`meeting-${id}`)).at(-1)).toMatchObject({
    type: 'MeetingOpened',
    occurredAt: '2026-09-01T00:00:00+08:00',
  });
});

it('does not exist where nobody scheduled it', async () => {
  const nowhere = randomUUID();
  expect(await world.get('exporter', `meetings/${nowhere}`)).toMatchObject({
    status: 404,
    body: { code: 'meeting-unknown' },
  });
  for (const [path, body] of [
    ['cancellation', { reason: 'x' }],
    ['agenda', { title: 'x', because: 'x' }],
    ['agenda/proposal', {}],
    [`agenda/${nowhere}/removal`, { reason: 'x' }],
    ['opening', { delegations }],
  ] as const) {
    expect(await refusedAs(nowhere, path, body)).toMatchObject({
      status: 404,
      body: { code: 'meeting-unknown' },
    });
  }
});

it('talks about what is on its agenda, decides, and closes with a report that stays', async () => {
  const id = await scheduled(world, under);
  const gauge = { title: 'Rail gauge', because: 'Asked for by Kazakhstan' };
  const { itemId = '' } = await told(id, 'agenda', gauge);
  const { itemId: other = '' } = await told(id, 'agenda', {
    kind: 'route',
    subject: 'trans-afghan',
    ...gauge,
  });
  await told(id, `agenda/${other}/removal`, { reason: 'Later' });
  expect(await refusedAs(id, 'decisions', { itemId, text: 'x' })).toMatchObject({
    status: 409,
    body: { code: 'illegal-step', legalNow: expect.arrayContaining(['OpenMeeting']) },
  });
  await told(id, 'opening', { delegations });
  await told(id, `agenda/${itemId}/minutes`, { text: 'Talked about.\nAt length.' });
  await told(id, `agenda/${itemId}/minutes`, { text: 'Agreed.' });
  const { decisionId = '' } = await told(id, 'decisions', { itemId, text: 'Build a depot' });
  const item = { pointer: '/itemId' };
  expect(await refusedAs(id, 'decisions', { itemId: other, text: 'x' })).toMatchObject({
    status: 422,
    body: { code: 'item-unknown', ...item },
  });
  expect(await refusedAs(id, `agenda/${itemId}/removal`, { reason: 'x' })).toMatchObject({
    status: 422,
    body: { code: 'item-talked-about', ...item },
  });

  const closing = () => world.post('commission', `meetings/${id}/closing`, at());
  expect(await world.refused(closing)).toMatchObject({ status: 503, body: { code: 'read-model-not-ready' } });
  const head = await world.log.head();
  await reached(world, {
    ...Object.fromEntries(REPORT_READ_MODELS.map((name) => [name, head])),
    holds: head - 2,
  });
  // One that stands still comes no further by waiting.
  await world.owner.query(`UPDATE reporting.projections SET error = 'x' WHERE name = 'holds'`);
  const behind = await world.refused(closing);
  expect(behind).toMatchObject({ status: 503, body: { code: 'read-model-behind' } });
  expect(behind.body.detail).toContain(
    `the read model holds, which its report shows, has come to position ${head - 2}, 2 behind the ledger, which has come to ${head}`,
  );
  expect(await found(id)).toMatchObject({ status: 'opened' });
  await world.owner.query(`UPDATE reporting.projections SET error = NULL WHERE name = 'holds'`);
  await reached(world, { holds: head + 5 });
  const { position } = await told(id, 'closing');
  expect((await world.log.readStream(`meeting-${id}`)).at(-1)).toMatchObject({
    type: 'MeetingClosed',
    data: { asOf: head, asOfAt: expect.stringMatching(/^2\d{3}-.*Z$/) },
  });
  // Told again, it says nothing new, and waits for nothing: the report is that of then.
  await reached(world, { holds: 0 });
  expect((await told(id, 'closing')).position).toBe(position);
  expect(await found(id)).toMatchObject({
    status: 'closed',
    reportAsOf: head,
    agenda: [{ itemId, kind: 'other', ...gauge, proposed: false, minutes: 'Agreed.' }],
    decisions: [{ decisionId, itemId, text: 'Build a depot' }],
    legalNow: [],
  });
  expect(await refusedAs(id, `agenda/${itemId}/minutes`, { text: 'More' })).toMatchObject({
    status: 409,
    body: { code: 'illegal-step' },
  });
  expect(await eventsOf(id)).toEqual([
    'MeetingScheduled',
    'AgendaItemAdded',
    'AgendaItemAdded',
    'AgendaItemDropped',
    'MeetingOpened',
    'MinutesRecorded',
    'MinutesRecorded',
    'DecisionTaken',
    'MeetingClosed',
  ]);
});
